using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Faults;

/// <summary>Which random scenarios meet which fault: every scenario meets one kind, and every kind its equal share of them.</summary>
internal static class FaultShare
{
    /// <summary>Every kind happens so often at least while a run is under way.</summary>
    internal const int LeastHits = 20;

    private static readonly int Kinds = Enum.GetValues<FaultKind>().Length;

    /// <summary>The scenarios of a kind.</summary>
    internal static IEnumerable<(int Number, RunSource Source)> Of(FaultKind kind) =>
        RandomSources.All.Index().Where(pair => pair.Index % Kinds == (int)kind);

    /// <summary>A host that has something to do in a scenario.</summary>
    internal static int SomeHost(Random random, RunSource source) =>
        random.Next(source.Scenario.Topology.Nodes.Length) % RunningCluster.HostCount;

    /// <summary>Counts, says and checks how often a kind happened.</summary>
    internal static void ShouldBeEnough(FaultKind kind, int hits, string more = "")
    {
        TestContext.Current.SendDiagnosticMessage("{0} happened during {1} runs {2}", kind, hits, more);
        hits.ShouldBeGreaterThanOrEqualTo(LeastHits);
    }
}
