using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>
/// One step of the emulated machine that costs or decides something. A plain value; its place in the trace is
/// (<see cref="TimeNs"/>, <see cref="Partition"/>, <see cref="Sequence"/>).
/// </summary>
/// <param name="TimeNs">Virtual time, nanoseconds.</param>
/// <param name="Partition">Actor system that recorded it: 0 is the coordinator, 1 + n is node n.</param>
/// <param name="Sequence">Number of the event within its partition.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Thread">Thread or worker, see <see cref="ThreadId"/>; -1: none.</param>
/// <param name="Cpu">CPU of the thread, or -1.</param>
/// <param name="Device">Number of the device, or -1.</param>
/// <param name="Driver">Number of the driver, or -1.</param>
/// <param name="A">First argument of the kind, see <see cref="IEventArguments"/>.</param>
/// <param name="B">Second argument.</param>
/// <param name="C">Third argument.</param>
/// <param name="D">Fourth argument.</param>
/// <param name="E">Fifth argument.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TraceEvent(
    long TimeNs,
    int Partition,
    long Sequence,
    TraceKind Kind,
    int Thread,
    int Cpu,
    int Device,
    int Driver,
    long A = 0,
    long B = 0,
    long C = 0,
    long D = 0,
    int E = 0)
{
    /// <summary>What the event says beside time, thread, CPU, device and driver.</summary>
    /// <typeparam name="T">The record of its kind.</typeparam>
    /// <exception cref="InvalidOperationException">It is of another kind.</exception>
    public T As<T>()
        where T : struct, IEventArguments<T> =>
        Kind == T.Kind ? T.From(this) : throw new InvalidOperationException($"a {Kind} is read as a {T.Kind}");
}
