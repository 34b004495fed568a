using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events.Spans;

/// <summary>Something of a run that lasts. Numbers as in <see cref="TraceEvent"/>; -1: none.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">Device; of a lock wait the one whose lock it is.</param>
/// <param name="Driver">Driver.</param>
/// <param name="Thread">Thread that did it or waited.</param>
/// <param name="Cpu">CPU of the thread at the start; of a queue wait the one the work began on.</param>
/// <param name="Node">Node of that CPU.</param>
/// <param name="StartNs">Virtual time it began, nanoseconds.</param>
/// <param name="EndNs">Virtual time it ended, nanoseconds.</param>
/// <param name="Result">What it returned, where it returns something; of a wait for a named lock the lock's number, of a part the part's; else 0.</param>
/// <param name="Cause">Of a lock wait the thread that held the lock, of a queue wait the one that queued; else -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Span(
    SpanKind Kind, int Device, int Driver, int Thread, int Cpu, int Node, long StartNs, long EndNs, int Result, int Cause)
{
    /// <summary>How long it lasted, nanoseconds.</summary>
    public long DurationNs => EndNs - StartNs;
}
