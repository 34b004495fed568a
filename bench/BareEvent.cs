using System.Runtime.InteropServices;

namespace NumaProbe.Bench;

/// <summary>One pending event of the bare loop: a plain value, ordered by time and then by number.</summary>
/// <param name="TimeNs">Virtual time, nanoseconds.</param>
/// <param name="Sequence">Number in the order of scheduling; breaks ties.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Device">Device that has waited, or the resource that serves (see <see cref="BareEventKind"/>).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BareEvent(long TimeNs, long Sequence, BareEventKind Kind, int Device)
{
    /// <summary>True when this event comes first.</summary>
    internal bool IsBefore(in BareEvent other) => TimeNs < other.TimeNs || (TimeNs == other.TimeNs && Sequence < other.Sequence);
}
