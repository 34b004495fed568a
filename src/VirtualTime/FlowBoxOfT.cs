namespace NumaProbe.VirtualTime;

/// <summary>A suspended flow that will have a result.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
internal abstract class FlowBox<T> : FlowBox
{
    internal T? Result { get; set; }
}
