using System.Globalization;

namespace NumaProbe.Bench;

/// <summary>Prints what a storm did. The emulator itself is not measured here yet: only the baseline is.</summary>
public static class StormReport
{
    /// <summary>Writes one line for the baseline.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="baseline">What the bare loop did.</param>
    public static void Write(TextWriter output, BareLoopResult baseline)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(baseline);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"bare loop: {baseline.Probes} probes, {baseline.Events} events, virtual end {baseline.VirtualEndNs} ns, "
            + $"wall {baseline.Wall.TotalMilliseconds:F0} ms, {baseline.ProbesPerSecond:F0} probes/s, {baseline.EventsPerSecond:F0} events/s"));
    }
}
