using System.Globalization;
using NumaProbe.Processes.Faults;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>Whatever happens on the way between the processes of a cluster, it gives the trace of one process, to the byte.</summary>
[Collection(ProxiedGroup.Name)]
public sealed class LinkFaultTests(ProxiedFixture fixture)
{
    private ProxiedCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task The_trace_stays_the_same_when_connections_break()
    {
        var (hits, faults) = (0, new LinkFaults(Cluster));
        foreach (var (number, source) in FaultShare.Of(FaultKind.ConnectionsCut))
        {
            var before = faults.Cut;
            var isHit = await new FaultyRun(Cluster, number).ExecuteAsync(
                source, (random, run) => faults.CutAsync(random, run, FaultShare.SomeHost(random, source)));
            hits += isHit && faults.Cut > before ? 1 : 0;
        }

        FaultShare.ShouldBeEnough(FaultKind.ConnectionsCut, hits, string.Create(CultureInfo.InvariantCulture, $"to {faults.Cut} connections"));
        await Cluster.AllAreUpAsync();
    }

    [Fact]
    public async Task The_trace_stays_the_same_when_messages_come_twice_late_and_out_of_order()
    {
        var (hits, repeater) = (0, new Repeater(seed: 1));
        Cluster.Proxies.ToList().ForEach(proxy => proxy.Filter(repeater.Take));
        try
        {
            foreach (var (_, source) in FaultShare.Of(FaultKind.MessagesRepeated))
            {
                var before = repeater.Repeated;
                await Cluster.ShouldAgreeAsync(source);
                hits += repeater.Repeated > before ? 1 : 0;
            }
        }
        finally
        {
            Cluster.Proxies.ToList().ForEach(proxy => proxy.Filter(null));
        }

        FaultShare.ShouldBeEnough(
            FaultKind.MessagesRepeated, hits, string.Create(CultureInfo.InvariantCulture, $"with {repeater.Repeated} copies and {repeater.Overtaken} overtaken"));
        repeater.Overtaken.ShouldBeGreaterThanOrEqualTo(FaultShare.LeastHits);
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_seen_twice_by_the_process_it_is_for()
    {
        var source = RunSource.OfFile(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));
        var (answers, grants) = await CountAsync(source, copies: 1);
        var (answersToTwo, grantsOnce) = await CountAsync(source, copies: 2);

        // a host answers a grant that comes again with the same report again
        answers.ShouldBeGreaterThan(0);
        answersToTwo.ShouldBeGreaterThan((int)(answers * 1.5));
        TestContext.Current.SendDiagnosticMessage("{0} answers to {1} messages, {2} to {3} that came twice", answers, grants, answersToTwo, grantsOnce);
    }

    [Fact]
    public async Task The_trace_stays_the_same_when_the_link_of_a_host_is_slow()
    {
        var (hits, slowed, faults) = (0, 0, new LinkFaults(Cluster));
        foreach (var (number, source) in FaultShare.Of(FaultKind.SlowLink))
        {
            var isHit = false;

            // not late, when many hosts have nothing to say any more
            await new FaultyRun(Cluster, number) { Within = 0.3 }.ExecuteAsync(
                source, async (random, run) => isHit = await faults.SlowAsync(run, FaultShare.SomeHost(random, source)));
            var messages = faults.SlowNoMore();
            hits += isHit && messages > 0 ? 1 : 0;
            slowed += messages;
        }

        FaultShare.ShouldBeEnough(FaultKind.SlowLink, hits, string.Create(CultureInfo.InvariantCulture, $"to {slowed} messages"));
    }

    // messages of a run to the coordinator and to the hosts, as they were sent
    private async Task<(int ToCoordinator, int ToHosts)> CountAsync(RunSource source, int copies)
    {
        var (toCoordinator, toHosts, coordinator) = (0, 0, Cluster.Proxies[0].Place.Address);
        Cluster.Proxies.ToList().ForEach(proxy => proxy.Filter((frame, bytes) =>
        {
            var isForCoordinator = string.Equals(frame.Recipient, coordinator, StringComparison.Ordinal);
            Interlocked.Increment(ref isForCoordinator ? ref toCoordinator : ref toHosts);
            return isForCoordinator ? [bytes] : [.. Enumerable.Repeat(bytes, copies)];
        }));
        await Cluster.ShouldAgreeAsync(source);
        Cluster.Proxies.ToList().ForEach(proxy => proxy.Filter(null));
        return (toCoordinator, toHosts);
    }
}
