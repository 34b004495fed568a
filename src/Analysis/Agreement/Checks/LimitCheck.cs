using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Rule 3: the most probes at once, in scenarios made to reach the limit of running async functions.</summary>
internal static class LimitCheck
{
    internal const string Tag = "limit";

    internal static void Compare(Recording recording, RunView run, Findings findings)
    {
        if (!recording.Scenario.HasTag(Tag) || recording.Invariants?.MaxConcurrent is not { } recorded)
        {
            return;
        }

        var most = MostAtOnce(run.Probes);
        findings.Require(most >= recorded.Minimum && most <= recorded.Maximum, AgreementRule.Limit, "probes at once",
            () => recorded.Minimum == recorded.Maximum ? Say.Number(recorded.Minimum) : $"{Say.Number(recorded.Minimum)} to {Say.Number(recorded.Maximum)}",
            () => Say.Number(most));
    }

    /// <summary>A probe that ends at the instant another begins does not run with it.</summary>
    internal static int MostAtOnce(IReadOnlyList<ProbeRecord> probes)
    {
        var edges = new List<(long Time, int Change)>(probes.Count * 2);
        foreach (var probe in probes)
        {
            edges.Add((probe.StartNs, 1));
            edges.Add((Math.Max(probe.EndNs, SaturatingNext(probe.StartNs)), -1));
        }

        edges.Sort();
        int now = 0, most = 0;
        foreach (var (_, change) in edges)
        {
            now += change;
            most = Math.Max(most, now);
        }

        return most;
    }

    /// <summary>A probe of no length still ran.</summary>
    private static long SaturatingNext(long time) => time == long.MaxValue ? time : time + 1;
}
