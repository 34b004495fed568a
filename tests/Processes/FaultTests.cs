using NumaProbe.Processes.Faults;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>Whatever goes wrong under a cluster of real processes, it gives the trace of one process, to the byte.</summary>
[Collection(ClusterGroup.Name)]
public sealed class FaultTests(ClusterFixture fixture)
{
    private const int LeastHits = 20;

    private static readonly int Kinds = Enum.GetValues<FaultKind>().Length;

    [Theory]
    [InlineData(FaultKind.HostKilled)]
    [InlineData(FaultKind.CoordinatorKilled)]
    [InlineData(FaultKind.HostPaused)]
    [InlineData(FaultKind.CoordinatorPaused)]
    [InlineData(FaultKind.ConnectionsCut)]
    [InlineData(FaultKind.BrokerRestarted)]
    public async Task The_trace_stays_the_same_whatever_goes_wrong(FaultKind kind)
    {
        var hits = 0;
        foreach (var (number, source) in ShareOf(kind))
        {
            hits += await new FaultyRun(fixture.Cluster, number).ExecuteAsync(source, kind) ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage("{0} happened {1} times during a run", kind, hits);
        hits.ShouldBeGreaterThanOrEqualTo(LeastHits);
    }

    [Fact]
    public async Task The_trace_stays_the_same_when_messages_come_twice_late_and_out_of_order()
    {
        var hits = 0;
        await using var repeater = await Repeater.StartAsync(fixture.Cluster, seed: 1);
        foreach (var (_, source) in ShareOf(FaultKind.MessagesRepeated))
        {
            var before = repeater.Repeated;
            await repeater.ListenToAllAsync();
            await fixture.Cluster.ShouldAgreeAsync(source);
            hits += repeater.Repeated > before ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage("{0} messages repeated", repeater.Repeated);
        hits.ShouldBeGreaterThanOrEqualTo(LeastHits);
    }

    // every scenario meets one kind, and every kind every seventh scenario
    private static IEnumerable<(int Number, RunSource Source)> ShareOf(FaultKind kind) =>
        RandomSources.All.Index().Where(pair => pair.Index % Kinds == (int)kind);
}
