namespace NumaProbe.VirtualTime;

/// <summary>Awaits a <see cref="Flow"/>.</summary>
public readonly struct FlowAwaiter : IFlowAwaiter
{
    private readonly FlowBox? _box;

    internal FlowAwaiter(FlowBox? box) => _box = box;

    /// <summary>The flow is over already.</summary>
    public bool IsCompleted => _box is null || _box.IsDone;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
        if (_box is not null)
        {
            _box.ThrowIfFailed();
            _box.Recycle();
        }
    }

    /// <summary>Not supported: only flows await flows.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await a flow");

    /// <summary>Not supported: only flows await flows.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _box!.Wait(box);
}
