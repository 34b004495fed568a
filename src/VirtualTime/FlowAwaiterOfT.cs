namespace NumaProbe.VirtualTime;

/// <summary>Awaits a <see cref="Flow{T}"/>.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
public readonly struct FlowAwaiter<T> : IFlowAwaiter
{
    private readonly FlowBox? _box;
    private readonly T? _result;

    internal FlowAwaiter(FlowBox? box, T? result)
    {
        _box = box;
        _result = result;
    }

    /// <summary>The flow is over already.</summary>
    public bool IsCompleted => _box is null || _box.IsDone;

    /// <summary>Ends the await and gives the result.</summary>
    public T GetResult()
    {
        if (_box is null)
        {
            return _result!;
        }

        _box.ThrowIfFailed();
        var result = ((FlowBox<T>)_box).Result!;
        _box.Recycle();
        return result;
    }

    /// <summary>Not supported: only flows await flows.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await a flow");

    /// <summary>Not supported: only flows await flows.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _box!.Wait(box);
}
