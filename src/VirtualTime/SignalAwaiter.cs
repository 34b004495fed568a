namespace NumaProbe.VirtualTime;

/// <summary>Awaits a <see cref="Signal"/>.</summary>
public readonly struct SignalAwaiter : IFlowAwaiter
{
    private readonly Signal _signal;

    internal SignalAwaiter(Signal signal) => _signal = signal;

    /// <summary>Raised already.</summary>
    public bool IsCompleted => _signal.IsRaised;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
    }

    /// <summary>Not supported: only flows await signals.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await a signal");

    /// <summary>Not supported: only flows await signals.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _signal.Wait(box);
}
