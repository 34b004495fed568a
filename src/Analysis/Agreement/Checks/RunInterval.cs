using System.Runtime.InteropServices;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Start and end of something in the run.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RunInterval(long StartNs, long EndNs)
{
    internal bool EndsBefore(RunInterval other) => EndNs <= other.StartNs;

    internal bool Overlaps(RunInterval other) => Math.Min(EndNs, other.EndNs) > Math.Max(StartNs, other.StartNs);

    public override string ToString() => $"{Say.Ms(StartNs)} to {Say.Ms(EndNs)}";
}
