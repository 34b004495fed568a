using System.Runtime.CompilerServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// Straight-line code inside an actor that waits in virtual time: the return type of its async methods. It runs on no
/// thread of its own; only awaitables of this room can be awaited in it, so a real task cannot get into the emulated
/// world. Awaited exactly once, or started once as the root.
/// </summary>
[AsyncMethodBuilder(typeof(FlowBuilder))]
public readonly struct Flow
{
    private readonly FlowBox? _box;

    internal Flow(FlowBox? box) => _box = box;

    /// <summary>A flow that is over.</summary>
    public static Flow Completed => default;

    /// <summary>For await.</summary>
    public FlowAwaiter GetAwaiter() => new(_box);

    internal void StartAsRoot(Actor actor) => _box?.BecomeRoot(actor);
}
