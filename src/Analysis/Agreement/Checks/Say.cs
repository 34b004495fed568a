using System.Globalization;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Values as disagreements print them.</summary>
internal static class Say
{
    internal static string Ms(long ns) => (ns / 1e6).ToString("0.000", CultureInfo.InvariantCulture) + " ms";

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Tries(IReadOnlyList<RecordedAttempt> tries) =>
        tries.Count == 0 ? "never tried" : string.Join(", ", tries);

    internal static string Names(IReadOnlyList<string> names) =>
        names.Count == 0 ? "none" : string.Join(", ", names);
}
