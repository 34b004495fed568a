namespace NumaProbe.VirtualTime;

/// <summary>Awaits the answer to a request. Awaited exactly once.</summary>
/// <typeparam name="T">Type of the answer.</typeparam>
public readonly struct AskAwaitable<T> : IFlowAwaiter
    where T : class
{
    private readonly ReplySlots _slots;
    private readonly ReplyTo _replyTo;

    internal AskAwaitable(ReplySlots slots, ReplyTo replyTo)
    {
        _slots = slots;
        _replyTo = replyTo;
    }

    /// <summary>The answer is here already.</summary>
    public bool IsCompleted => _slots.HasAnswer(_replyTo);

    /// <summary>For await.</summary>
    public AskAwaitable<T> GetAwaiter() => this;

    /// <summary>Ends the await and gives the answer; one of another type is an error.</summary>
    public T GetResult()
    {
        var answer = _slots.Take(_replyTo);
        return answer as T ?? throw new InvalidOperationException($"expected an answer {typeof(T).Name}, got {answer.GetType().Name}");
    }

    /// <summary>Not supported: only flows await answers.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("only a flow can await an answer");

    /// <summary>Not supported: only flows await answers.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);

    void IFlowAwaiter.Attach(FlowBox box) => _slots.Wait(_replyTo, box);
}
