using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>A <see cref="Flow"/> with a result. Awaited exactly once.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
[AsyncMethodBuilder(typeof(FlowBuilder<>))]
public readonly struct Flow<T>
{
    private readonly FlowBox? _box;
    private readonly T? _result;

    internal Flow(FlowBox? box, T? result)
    {
        _box = box;
        _result = result;
    }

    /// <summary>For await.</summary>
    public FlowAwaiter<T> GetAwaiter() => new(_box, _result);
}
