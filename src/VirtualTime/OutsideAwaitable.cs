namespace NumaProbe.VirtualTime;

/// <summary>Awaits something from outside the world, see <see cref="Partition.FromOutside"/>.</summary>
public readonly struct OutsideAwaitable : IFlowAwaiter
{
    private readonly Partition _partition;
    private readonly long _timeNs;
    private readonly long _number;

    internal OutsideAwaitable(Partition partition, long timeNs, long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        _partition = partition;
        _timeNs = timeNs;
        _number = number;
    }

    /// <summary>Never: it lies ahead.</summary>
    public bool IsCompleted => false;

    /// <summary>For await.</summary>
    public OutsideAwaitable GetAwaiter() => this;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
    }

    /// <summary>Not supported: only flows await what is outside.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await what is outside");

    /// <summary>Not supported: only flows await what is outside.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _partition.ResumeFromOutside(box, _timeNs, _number);
}
