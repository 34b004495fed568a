using NumaProbe.Processes.Faults;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>Whatever goes wrong with the processes of a cluster, it gives the trace of one process, to the byte.</summary>
public sealed class FaultTests(UpFixture fixture) : IClassFixture<UpFixture>
{
    [Theory]
    [InlineData(FaultKind.CoordinatorKilled)]
    [InlineData(FaultKind.HostPaused)]
    [InlineData(FaultKind.CoordinatorPaused)]
    public async Task The_trace_stays_the_same_whatever_goes_wrong_with_a_process(FaultKind kind)
    {
        var hits = 0;
        foreach (var (number, source) in FaultShare.Of(kind))
        {
            hits += await RunAsync(kind, number, source) ? 1 : 0;
        }

        FaultShare.ShouldBeEnough(kind, hits);
        await fixture.Cluster.AllAreUpAsync();
    }

    private Task<bool> RunAsync(FaultKind kind, int number, RunSource source)
    {
        var faults = new ProcessFaults(fixture.Cluster);
        return new FaultyRun(fixture.Cluster, number).ExecuteAsync(source, (random, run) => kind switch
        {
            FaultKind.CoordinatorKilled => faults.KillCoordinatorAsync(),
            FaultKind.HostPaused => faults.PauseHostAsync(run, FaultShare.SomeHost(random, source)),
            FaultKind.CoordinatorPaused => faults.PauseCoordinatorAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "is not of this class"),
        });
    }
}
