namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Rule 5: starts and ends near the recorded range. Gives a share, never a disagreement.</summary>
internal sealed class TimeCheck
{
    private const double ToleranceUs = 25_000;
    private const double ToleranceOfMedian = 0.15;

    /// <summary>Scenarios whose times depend on how busy the recorded machine was.</summary>
    private static readonly string[] UncountedTags = ["many", "cpu-bound", "offline", LimitCheck.Tag];

    private readonly List<TimeOutlier> _outliers = [];

    internal int Times { get; private set; }

    internal IReadOnlyList<TimeOutlier> Outliers => _outliers;

    internal static bool Counts(RecordedScenario scenario) => !UncountedTags.Any(scenario.HasTag);

    internal void Compare(RecordedInvariants recorded, RunView run)
    {
        foreach (var (name, timing) in recorded.Timing ?? new Dictionary<string, RecordedTiming?>(StringComparer.Ordinal))
        {
            RunInterval? interval = run.Intervals.TryGetValue(name, out var found) ? found : null;
            Compare(name, "start", timing?.StartUs, interval?.StartNs);
            Compare(name, "end", timing?.EndUs, interval?.EndNs);
        }
    }

    private void Compare(string name, string edge, RecordedRange? recorded, long? runNs)
    {
        if (recorded is not { } range)
        {
            return;
        }

        Times++;
        var slack = Math.Max(ToleranceUs, ToleranceOfMedian * range.MedianUs);
        if (runNs / 1e3 is { } time && time >= range.MinimumUs - slack && time <= range.MaximumUs + slack)
        {
            return;
        }

        _outliers.Add(new TimeOutlier(name, edge, range, runNs / 1e3));
    }
}
