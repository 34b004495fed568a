using NumaProbe.Processes.Faults;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>However often a host is killed, the cluster gives the trace of one process, to the byte.</summary>
public sealed class KilledHostTests(UpFixture fixture) : IClassFixture<UpFixture>
{
    [Fact]
    public async Task The_trace_stays_the_same_when_a_fresh_process_takes_the_address_of_a_killed_one()
    {
        var (hits, faults) = (0, new ProcessFaults(fixture.Cluster));
        foreach (var (number, source) in FaultShare.Of(FaultKind.HostKilled))
        {
            hits += await new FaultyRun(fixture.Cluster, number).ExecuteAsync(
                source, (random, _) => faults.KillHostAsync(FaultShare.SomeHost(random, source))) ? 1 : 0;

            // the fresh one is a member
            await fixture.Cluster.AllAreUpAsync();
        }

        FaultShare.ShouldBeEnough(FaultKind.HostKilled, hits);
    }
}
