namespace NumaProbe.VirtualTime;

/// <summary>A flow that threw before its first await.</summary>
/// <typeparam name="T">Type of the result it should have had.</typeparam>
internal sealed class FailedBox<T> : FlowBox<T>
{
    internal FailedBox(Exception exception) => Complete(exception);

    internal override string Name => "a flow that failed at its start";

    internal override void MoveNext() => throw new InvalidOperationException("a failed flow cannot go on");

    internal override void Recycle()
    {
    }
}
