namespace NumaProbe.VirtualTime;

/// <summary>Awaits a span of virtual time.</summary>
public readonly struct DelayAwaitable : IFlowAwaiter
{
    private readonly Partition _partition;
    private readonly long _durationNs;

    internal DelayAwaitable(Partition partition, long durationNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(durationNs);
        _partition = partition;
        _durationNs = durationNs;
    }

    /// <summary>No time to wait.</summary>
    public bool IsCompleted => _durationNs == 0;

    /// <summary>For await.</summary>
    public DelayAwaitable GetAwaiter() => this;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
    }

    /// <summary>Not supported: only flows await virtual time.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await virtual time");

    /// <summary>Not supported: only flows await virtual time.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _partition.ResumeLater(box, _durationNs);
}
