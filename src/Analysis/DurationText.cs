using System.Globalization;

namespace NumaProbe.Analysis;

/// <summary>Durations for people: three decimals in the largest unit that leaves a number before the point. Never used in files.</summary>
public static class DurationText
{
    private const long NsInUs = 1_000;
    private const long NsInMs = 1_000_000;
    private const long NsInS = 1_000_000_000;

    /// <summary>For example <c>950 ns</c>, <c>12.345 µs</c>, <c>90.000 ms</c>, <c>1.250 s</c>.</summary>
    /// <param name="ns">Nanoseconds.</param>
    public static string Of(long ns) => Math.Abs(ns) switch
    {
        < NsInUs => string.Create(CultureInfo.InvariantCulture, $"{ns} ns"),
        < NsInMs => In(ns, NsInUs, "µs"),
        < NsInS => In(ns, NsInMs, "ms"),
        _ => In(ns, NsInS, "s"),
    };

    /// <summary>Milliseconds with three decimals and without the unit, for columns.</summary>
    /// <param name="ns">Nanoseconds.</param>
    public static string Milliseconds(long ns) => ((decimal)ns / NsInMs).ToString("F3", CultureInfo.InvariantCulture);

    private static string In(long ns, long unit, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)ns / unit:F3} {name}");
}
