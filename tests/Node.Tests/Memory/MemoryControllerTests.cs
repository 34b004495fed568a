using NumaProbe.Shared.Events;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Node.Tests.Memory;

/// <summary>What memory accesses cost: bandwidth shared by all that use it, and more from afar.</summary>
public sealed class MemoryControllerTests
{
    private const long GiB = 1L << 30;

    /// <summary>A gibibyte at 16 GiB/s.</summary>
    private const long AloneNs = 62_500_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Equal_accesses_at_once_take_as_many_times_longer_as_there_are(int accesses)
    {
        var run = Touching([.. Enumerable.Repeat(1, accesses)], node: 1).RunOf("v6.1");

        var slow = run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs);
        slow.ShouldBeInRange(accesses * AloneNs, (accesses * AloneNs) + Machine.Ms);
        foreach (var cost in run.Of(TraceKind.ProbeCost))
        {
            (cost.B, cost.D).ShouldBe((AloneNs + 1, 0));
        }

        run.Of(TraceKind.ProbeCost).Max(e => e.C).ShouldBeInRange((accesses - 1) * AloneNs - Machine.Ms, ((accesses - 1) * AloneNs) + Machine.Ms);
    }

    [Fact]
    public void Controllers_of_different_nodes_do_not_share()
    {
        var run = Touching([0, 1, 2], node: null).RunOf("v6.1");

        run.Probes.ShouldAllBe(p => p.EndNs - p.StartNs < AloneNs + Machine.Ms);
    }

    [Theory]
    [InlineData(10, 1.0)]
    [InlineData(20, 1.696)]
    [InlineData(30, 2.392)]
    [InlineData(40, 3.088)]
    public void An_access_takes_longer_by_the_distance(int distance, double factor)
    {
        var run = Machine.WithNodes(2).Distances([10, distance], [distance, 10]).Device("d", 0).Async("drv")
            .Body("d", null, [new TouchStep(GiB, 1)]).Add("d").Register("drv").RunOf("v6.1");

        var cost = run.Of(TraceKind.ProbeCost).Single();
        cost.B.ShouldBe(AloneNs + 1);
        cost.D.ShouldBeInRange((long)(AloneNs * (factor - 1)) - 2, (long)(AloneNs * (factor - 1)) + 2);
        cost.C.ShouldBeLessThan(100_000, "the way there and back");
        (run.Probe("d").EndNs - run.Probe("d").StartNs).ShouldBe(cost.B + cost.C + cost.D);
    }

    [Fact]
    public void Bytes_without_a_node_are_on_the_devices_own_and_of_a_device_without_one_where_it_is_probed()
    {
        var own = Machine.WithNodes(2).Device("d", 1).Sync("drv").Body("d", null, [new TouchStep(GiB, null)]).Add("d").Register("drv").RunOf("v6.1");
        var none = Machine.WithNodes(2).Device("d").Sync("drv").Body("d", null, [new TouchStep(GiB, null)]).Add("d").Register("drv").RunOf("v6.1");

        own.Of(TraceKind.ProbeCost).Single().D.ShouldBeGreaterThan(0, "the thread is on node 0");
        none.Of(TraceKind.ProbeCost).Single().D.ShouldBe(0);
    }

    [Fact]
    public void A_near_and_a_far_access_share_the_bandwidth_and_each_takes_its_own_part()
    {
        var run = Machine.WithNodes(2).Device("near", 1).Device("far", 0).Async("drv").Body(null, null, [new TouchStep(GiB, 1)])
            .AddAll().Register("drv").RunOf("v6.1");

        // both advance equally until the near one has all of its 62.5 ms; the far one then goes on alone with the rest of its 106 ms
        (run.Probe("near").EndNs - run.Probe("near").StartNs).ShouldBeInRange(2 * AloneNs - Machine.Ms, (2 * AloneNs) + Machine.Ms);
        var far = (long)(AloneNs * 1.696);
        (run.Probe("far").EndNs - run.Probe("far").StartNs).ShouldBeInRange(AloneNs + far - Machine.Ms, AloneNs + far + Machine.Ms);
    }

    [Theory]
    [InlineData(1L << 50, 1, 1000.0)]
    [InlineData(1L << 50, 1L << 50, 0.696)]
    public void The_largest_access_over_the_smallest_bandwidth_ends_the_run_at_a_bound_at_most(long bytes, long bytesPerSecond, double factor)
    {
        var scenario = Machine.WithNodes(2).Distances([10, 254], [254, 10]).Costs(c => c with { MemoryBytesPerSecond = bytesPerSecond, RemoteFactorPerDistance = factor })
            .Device("a", 0).Device("b", 0).Async("drv").Body(null, null, [new TouchStep(bytes, 1)]).AddAll().Register("drv").Scenario();

        var end = NumaProbe.Engine.EmbeddedRun.Execute(
            scenario, Machine.Generation("v6.1"), 1, RunLimits.Default, new TraceList(), progress: null, TestContext.Current.CancellationToken);

        end.Status.ShouldBe(bytesPerSecond == 1 ? RunStatus.LimitReached : RunStatus.Completed, end.Message);
    }

    // probes that touch a gibibyte, one for each node given
    private static Machine Touching(int[] nodes, int? node) =>
        Machine.WithNodes(3, cpusPerNode: 8).Devices(nodes).Async("drv").Body(null, null, [new TouchStep(GiB, node)]).AddAll().Register("drv");
}
