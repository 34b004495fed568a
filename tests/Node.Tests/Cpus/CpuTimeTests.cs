using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Node.Tests.Cpus;

/// <summary>CPU time in whole runs: shared on a CPU, kept on a node or not, and carried on when a CPU goes offline.</summary>
public sealed class CpuTimeTests
{
    private const long WorkMs = 40;

    [Theory]
    [InlineData(2, 40)]
    [InlineData(4, 80)]
    [InlineData(6, 120)]
    public void On_6_1_busy_probes_share_their_nodes_cpus_and_leave_the_others_idle(int probes, int totalMs)
    {
        var run = Computing([.. Enumerable.Repeat(1, probes)]).RunOf("v6.1");

        var total = run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs);
        total.ShouldBeInRange(totalMs * Machine.Ms, (totalMs + 2) * Machine.Ms);
        run.Probes.ShouldAllBe(p => p.StartNode == 1 && p.EndNode == 1);
    }

    [Fact]
    public void On_6_12_busy_probes_spill_over_to_idle_cpus_of_other_nodes_and_end_sooner()
    {
        var run = Computing([.. Enumerable.Repeat(1, 6)]).RunOf("v6.12");

        run.Probes.Any(p => p.EndNode != 1).ShouldBeTrue();
        (run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs)).ShouldBeLessThan(3 * WorkMs * Machine.Ms);
    }

    [Fact]
    public void On_6_1_no_load_and_no_seed_makes_a_worker_leave_its_node() =>
        Prop.ForAll(Loads(), ArbMap.Default.ArbFor<ulong>(), (load, seed) =>
        {
            var run = Loaded(load).RunOf("v6.1", seed);
            return run.End.Status == RunStatus.Completed
                && run.Probes.All(p => p.StartNode == NodeOf(load, p.Device) && p.EndNode == p.StartNode)
                && !run.Of(TraceKind.Migrated).Any();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void On_6_12_some_seed_makes_a_worker_leave_its_node_and_all_work_is_done_just_the_same()
    {
        var strayed = 0;
        Prop.ForAll(Loads(), ArbMap.Default.ArbFor<ulong>(), (load, seed) =>
        {
            var run = Loaded(load).RunOf("v6.12", seed);
            strayed += run.Probes.Count(p => p.StartNode != NodeOf(load, p.Device) || p.EndNode != p.StartNode);
            return run.BoundCount == load.Length;
        }).QuickCheckThrowOnFailure();

        strayed.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void A_thread_whose_cpu_goes_offline_goes_on_with_what_is_left_on_another_of_its_node(string generation)
    {
        var run = WithOneProbe().Thread(0).On(1).At(10).Do(EventOperation.CpuOffline, "2").RunOf(generation);

        var probe = run.Probe("d");
        (probe.StartCpu, probe.EndCpu).ShouldBe((2, 3));
        (probe.EndNs - probe.StartNs).ShouldBeInRange(100 * Machine.Ms, 101 * Machine.Ms);
        run.Of(TraceKind.Migrated).Select(e => (e.A, e.B)).ShouldBe([(2L, 3L)]);
    }

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void When_the_whole_node_goes_offline_its_threads_go_on_elsewhere_and_nothing_else_changes(string generation)
    {
        var run = WithOneProbe().Thread(0).On(1).At(10).Do(EventOperation.NodeOffline, "1").RunOf(generation);

        var probe = run.Probe("d");
        probe.EndNode.ShouldBe(0);
        (probe.EndNs - probe.StartNs).ShouldBeInRange(100 * Machine.Ms, 101 * Machine.Ms);
        run.BoundTo("d").ShouldBe("drv");
    }

    [Fact]
    public void Wherever_a_cpu_goes_offline_among_busy_ones_no_work_is_lost_and_nothing_runs_on_it_any_more() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 120_000), Gen.Choose(1, 7)).ToArbitrary(), ArbMap.Default.ArbFor<ulong>(), (offline, seed) =>
        {
            var (atUs, cpu) = offline;
            return new[] { "v6.1", "v6.12" }.All(generation =>
            {
                var run = Computing([0, 1, 1, 1, 2, 2, 3, 3]).Costs(c => c with { CpuOfflineNs = 100_000, LoadBalanceNs = 50_000 })
                    .Thread(0).On(1).AtNs(atUs * 1000L).Do(EventOperation.CpuOffline, $"{cpu}").RunOf(generation, seed);
                var gone = run.Of(TraceKind.CpuState).Single().TimeNs;
                return run.BoundCount == 8
                    && run.End.Status == RunStatus.Completed
                    && run.Of(TraceKind.ProbeEnd).All(e => e.Cpu != cpu || e.TimeNs <= gone);
            });
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void Work_of_wall_time_ends_on_time_however_its_cpu_is_shared_and_slows_others_down(string generation)
    {
        var run = Machine.WithNodes(1, cpusPerNode: 1).Device("busy").Device("counting", match: "c").Async("drv").Async("other", "c")
            .Body("busy", null, [new BusyStep(WorkMs * Machine.Ms)]).Body("counting", null, [new ComputeStep(WorkMs * Machine.Ms)])
            .AddAll().Register("drv", "other").RunOf(generation);

        var busy = run.Probe("busy");
        var counting = run.Probe("counting");
        (busy.EndNs - busy.StartNs).ShouldBeInRange(WorkMs * Machine.Ms, (WorkMs * Machine.Ms) + 10_000);
        (counting.EndNs - counting.StartNs).ShouldBeInRange((3 * WorkMs / 2 * Machine.Ms) - (Machine.Ms / 2), (3 * WorkMs / 2 * Machine.Ms) + (Machine.Ms / 2));
    }

    [Fact]
    public void Balancing_without_a_period_lets_virtual_time_pass()
    {
        var scenario = Machine.WithNodes(1, cpusPerNode: 1).Costs(c => c with { LoadBalanceNs = 0 }).Devices(0, 0).Async("drv")
            .Body(null, null, [new ComputeStep(50_000)]).AddAll().Register("drv");

        scenario.RunOf("v6.12").BoundCount.ShouldBe(2);
    }

    [Fact]
    public void The_costs_of_a_probe_add_up_to_its_time() =>
        Prop.ForAll(Loads(), ArbMap.Default.ArbFor<ulong>(), (load, seed) =>
            new[] { "v6.1", "v6.12" }.All(generation =>
            {
                var run = Loaded(load).RunOf(generation, seed);
                return run.Of(TraceKind.ProbeCost).All(cost =>
                {
                    var probe = run.Probe(run.Name(cost));
                    return probe.EndNs - probe.StartNs == cost.A + cost.B + cost.C + cost.D && cost.A >= 0 && cost.B >= 0 && cost.C >= 0 && cost.D >= 0;
                });
            })).QuickCheckThrowOnFailure();

    private static int NodeOf((int Node, int ComputeUs, int SleepUs)[] load, string device) =>
        load[int.Parse(device.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].Node;

    private static Machine Computing(int[] nodes) =>
        Machine.WithNodes(4).Devices(nodes).Async("drv").Body(null, null, [new ComputeStep(WorkMs * Machine.Ms)]).AddAll().Register("drv");

    private static Machine WithOneProbe() =>
        Machine.WithNodes(2).Costs(c => c with { CpuOfflineNs = 10 * Machine.Ms }).Device("d", 1).Async("drv")
            .Body("d", null, [new ComputeStep(100 * Machine.Ms)]).Add("d").Register("drv");

    // probes of some sleep and some computing, with the default chance of straying
    private static Machine Loaded((int Node, int ComputeUs, int SleepUs)[] load)
    {
        var machine = Machine.WithNodes(4).Costs(c => c with { SoftAffinityStray = 0.1 }).Devices([.. load.Select(l => l.Node)]).Async("drv");
        for (var i = 0; i < load.Length; i++)
        {
            machine.Body($"d{i}", null, [new WaitStep(load[i].SleepUs * 1000L), new ComputeStep(load[i].ComputeUs * 1000L), new TouchStep(1 << 16, null), new WaitStep(1000)]);
        }

        return machine.AddAll().Register("drv");
    }

    private static Arbitrary<(int Node, int ComputeUs, int SleepUs)[]> Loads() =>
        Gen.NonEmptyListOf(
            from node in Gen.Choose(0, 3)
            from compute in Gen.Choose(0, 20_000)
            from sleep in Gen.Choose(0, 20_000)
            select (node, compute, sleep)).Select(list => list.ToArray()).ToArbitrary();
}
