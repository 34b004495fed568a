using System.Globalization;

namespace NumaProbe.Bench;

/// <summary>Prints what a storm did beside the bare loop of the same run, as one line.</summary>
public static class StormReport
{
    /// <summary>Writes the line.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="storm">What the emulator did.</param>
    /// <param name="baseline">What the bare loop did.</param>
    public static void Write(TextWriter output, StormResult storm, BareLoopResult baseline)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(storm);
        ArgumentNullException.ThrowIfNull(baseline);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"storm: {storm.Probes} devices, {storm.ProbesPerSecond:F0} probes/s ({storm.Events / storm.Time.TotalSeconds / 1e6:F1} M events/s), "
            + $"{storm.ProbesPerSecond / baseline.ProbesPerSecond:F3} of the bare loop's {baseline.ProbesPerSecond:F0} probes/s, "
            + $"{storm.BytesPerDevice} B a device"));
    }
}
