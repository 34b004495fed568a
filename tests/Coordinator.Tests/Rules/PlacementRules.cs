using System.Collections.Immutable;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>On which CPU an asynchronous probe starts and ends: queue_work_node(), unbound pools and their affinity.</summary>
public sealed class PlacementRules
{
    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_24_a_submitter_on_the_node_gives_its_own_cpu(string generation) =>
        ChosenCpu(generation, WithNodes(4), submitter: 3, node: 1).ShouldBe(3);

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_24_a_submitter_elsewhere_gives_the_first_online_cpu_of_the_node(string generation)
    {
        ChosenCpu(generation, WithNodes(4), submitter: 3, node: 2).ShouldBe(4);
        ChosenCpu(generation, WithNodes(4).OfflineAtStart(4), submitter: 3, node: 2).ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_24_a_node_without_online_cpu_or_of_no_use_gives_the_submitters_cpu(string generation)
    {
        ChosenCpu(generation, WithNodes(4).OfflineAtStart(4, 5), submitter: 3, node: 2).ShouldBe(3);
        ChosenCpu(generation, WithCaches([[0, 1]], [[2, 3]], []), submitter: 3, node: 2).ShouldBe(3);
        ChosenCpu(generation, WithNodes(4), submitter: 3, node: -1).ShouldBe(3);
        ChosenCpu(generation, WithNodes(4), submitter: 3, node: 9).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_24_distances_decide_nothing(string generation)
    {
        var run = WithNodes(4).OfflineAtStart(4, 5).FirstThreadOn(0).Devices(2, 2, 2).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        run.Probes.ShouldAllBe(p => p.StartNode == 0);
    }

    [Theory]
    [InlineData("v6.1", "", new[] { 4, 5, 6, 7 })]
    [InlineData("v6.12", "", new[] { 4, 5 })]
    [InlineData("v6.12", "workqueue.default_affinity_scope=numa", new[] { 4, 5, 6, 7 })]
    [InlineData("v6.12", "workqueue.default_affinity_scope=cpu", new[] { 4 })]
    [InlineData("v6.12", "workqueue.default_affinity_scope=system", new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    public void Line_25_a_job_starts_in_the_pod_of_the_chosen_cpu(string generation, string commandLine, int[] cpus)
    {
        var run = TwoCaches().Boot(commandLine).Devices([.. Enumerable.Repeat(1, 24)]).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        run.Probes.Select(p => p.StartCpu).Distinct().Order().ShouldBe(cpus);
        run.Probes.ShouldAllBe(p => p.EndCpu == p.StartCpu);
    }

    [Theory]
    [InlineData("v6.1", false)]
    [InlineData("v6.12", true)]
    public void Line_25_only_soft_affinity_lets_a_worker_leave_its_node(string generation, bool mayLeave)
    {
        var run = TwoCaches().Costs(c => c with { SoftAffinityStray = 1 }).Devices([.. Enumerable.Repeat(1, 24)]).Async("drv").Probe(sleepMs: 10)
            .AddAll().Register("drv").RunOf(generation);

        run.Probes.Any(p => p.StartNode != 1).ShouldBe(mayLeave);
        run.Probes.Any(p => p.EndNode != 1).ShouldBe(mayLeave);
        run.Of(TraceKind.Migrated).Any().ShouldBe(mayLeave);
    }

    [Theory]
    [InlineData("v6.1", "v6.1 workers never leave", false)]
    [InlineData("v6.12", "the scope does not make them strict", true)]
    public void Line_25_a_numa_scope_alone_is_not_strict(string generation, string why, bool mayLeave)
    {
        var run = TwoCaches().Boot("workqueue.default_affinity_scope=numa").Costs(c => c with { SoftAffinityStray = 1 })
            .Devices([.. Enumerable.Repeat(1, 24)]).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        run.Probes.Any(p => p.StartNode != 1).ShouldBe(mayLeave, why);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_26_when_all_cpus_of_the_node_are_isolated_a_job_runs_elsewhere_without_error(string generation)
    {
        var run = Isolated(WithNodes(4), 2, 3).Devices([.. Enumerable.Repeat(1, 12)]).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        run.Of(TraceKind.AsyncScheduled).ShouldAllBe(e => e.D == 2, "queueing looks at no mask");
        run.Probes.Count.ShouldBe(12);
        run.Probes.ShouldAllBe(p => p.StartNode != 1 && p.EndNode != 1);
        run.BoundCount.ShouldBe(12);
        run.Warnings().ShouldBeEmpty();
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_26_when_some_cpus_of_the_node_are_isolated_the_others_take_its_jobs(string generation)
    {
        var run = Isolated(WithNodes(4), 2).Devices([.. Enumerable.Repeat(1, 12)]).Async("drv").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        run.Probes.ShouldAllBe(p => p.StartCpu == 3);
    }

    [Theory]
    [MemberData(nameof(Kernels.PerDevice), MemberType = typeof(Kernels))]
    public void Line_26_work_without_a_node_from_an_isolated_cpu_goes_to_the_allowed_ones_in_turn(string generation)
    {
        var run = Isolated(WithNodes(4), 2, 3).FirstThreadOn(2).Devices(-1, -1, -1, -1, -1, -1, -1).Async("drv").Probe(sleepMs: 10)
            .AddAll().Register("drv").RunOf(generation);

        // wq_rr_cpu_last begins at 0 on every CPU, so that CPU 0 comes last
        run.Of(TraceKind.AsyncScheduled).Select(e => e.D).ShouldBe([1, 4, 5, 6, 7, 0, 1]);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_27_a_device_without_a_node_takes_its_parents_when_it_is_added_and_keeps_it(string generation)
    {
        var run = WithNodes(4).Device("p", 2, "none").Device("c", parent: "p").Device("own", 3, parent: "p").Device("late", parent: "p")
            .Async("drv").Probe(sleepMs: 10).Register("drv").Add("p", "c", "own").Delete("p").Add("late").RunOf(generation);

        var hints = generation is not ("v4.19" or "rfc-2018");
        (run.Final("c").Node, run.Probe("c").StartNode).ShouldBe((2, hints ? 2 : 0));
        (run.Final("own").Node, run.Probe("own").StartNode).ShouldBe((3, hints ? 3 : 0));
        run.Final("p").Present.ShouldBeFalse();
        run.Of(TraceKind.DeviceAdded, "c").Single().A.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_27_moving_the_parent_later_has_no_effect_on_its_children_and_moving_a_device_copies_its_new_parents_node(string generation)
    {
        var run = WithNodes(4).Device("p", 2, "none").Device("q", 3, "none").Device("r", -1, "none").Device("c", parent: "p").Device("d", parent: "p").Async("drv").Add("p", "q", "r", "c", "d")
            .Do(EventOperation.DeviceMove, "p:q").Do(EventOperation.DeviceMove, "d:q").Register("drv").RunOf(generation);

        run.Final("p").Node.ShouldBe(3);
        (run.Final("c").Node, run.Probe("c").StartNode).ShouldBe((2, 2), "its parent's node is copied once");
        (run.Final("d").Node, run.Probe("d").StartNode).ShouldBe((3, 3));
        run.Of(TraceKind.NodeChanged).Select(e => (run.Name(e), e.A, e.B)).ShouldBe([("p", 2L, 3L), ("d", 2L, 3L)]);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void A_device_that_is_moved_takes_over_that_its_new_parent_has_no_node(string generation)
    {
        var run = WithNodes(4).Device("r", -1, "none").Device("d", 3).Add("r", "d").Do(EventOperation.DeviceMove, "d:r").RunOf(generation);

        run.Final("d").Node.ShouldBe(-1);
    }

    [Fact]
    public void A_device_is_not_moved_below_itself_nor_to_what_is_not_there_nor_where_parents_are_locked()
    {
        var run = WithNodes(2).Bus("usb", needParentLock: true).Device("p", 1, "none").Device("c", parent: "p").Device("gone").Device("u", bus: "usb").Add("p", "c", "u")
            .Do(EventOperation.DeviceMove, "p:c").Do(EventOperation.DeviceMove, "p:p").Do(EventOperation.DeviceMove, "p:gone").Do(EventOperation.DeviceMove, "gone:p")
            .Do(EventOperation.DeviceMove, "u:p").RunOf("v6.12");

        Enumerable.Range(3, 5).Select(i => run.Call(i).Result).ShouldBe([-22, -22, -19, -19, -95]);
        run.Of(TraceKind.NodeChanged).ShouldBeEmpty();
    }

    private static long ChosenCpu(string generation, Machine machine, int submitter, int node)
    {
        var run = machine.FirstThreadOn(submitter).Device("d", node).Async("drv").Add("d").Register("drv").RunOf(generation);
        var scheduled = run.Of(TraceKind.AsyncScheduled).Single();
        run.NodeOfCpu(run.Probe("d").StartCpu).ShouldBe(run.NodeOfCpu((int)scheduled.D));
        return scheduled.D;
    }

    private static Machine Isolated(Machine machine, params int[] cpus) =>
        machine.Kernel(k => k with { UnboundCpus = [.. Enumerable.Range(0, 8).Except(cpus)] });

    // two nodes of two caches of two CPUs
    private static Machine TwoCaches() => WithCaches([[0, 1], [2, 3]], [[4, 5], [6, 7]]);
}
