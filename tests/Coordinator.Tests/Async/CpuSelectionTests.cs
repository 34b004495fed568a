using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Coordinator.Tests.Async;

/// <summary>queue_work_node(): the CPU and pool for work near a node.</summary>
public sealed class CpuSelectionTests
{
    [Theory]
    [InlineData("v6.1", 1, 3, 3)]
    [InlineData("v6.1", 1, 0, 2)]
    [InlineData("v6.1", -1, 5, 5)]
    [InlineData("v6.1", 4, 5, 5)]
    [InlineData("v6.12", 1, 3, 3)]
    [InlineData("v6.12", 1, 0, 2)]
    [InlineData("v6.12", -1, 5, 5)]
    [InlineData("v6.12", 4, 5, 5)]
    public void Work_goes_to_the_submitters_cpu_on_the_node_else_to_the_first_of_the_node_else_stays(string generation, int node, int submitter, int cpu) =>
        Near(Machine.WithNodes(4), generation, node, submitter).Cpu.ShouldBe(cpu);

    [Fact]
    public void An_offline_cpu_is_passed_over()
    {
        Near(Machine.WithNodes(4).OfflineAtStart(2), "v6.12", node: 1, submitter: 0).Cpu.ShouldBe(3);
        Near(Machine.WithNodes(4).OfflineAtStart(2, 3), "v6.12", node: 1, submitter: 7).Cpu.ShouldBe(7);
    }

    [Fact]
    public void Without_numa_in_work_queues_6_1_ignores_the_node_and_6_12_does_not_know_the_switch()
    {
        Near(Machine.WithNodes(4).Boot("workqueue.disable_numa"), "v6.1", node: 2, submitter: 1).ShouldBe((1, "0 1 2 3 4 5 6 7"));
        Near(Machine.WithNodes(4).Boot("workqueue.disable_numa"), "v6.12", node: 2, submitter: 1).ShouldBe((4, "4 5"));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 4, 5 }, new[] { 1, 4, 5, 0, 1 })]
    [InlineData(new[] { 4, 5 }, new[] { 4, 5, 4, 5, 4 })]
    [InlineData(new[] { 0 }, new[] { 0, 0, 0, 0, 0 })]
    public void Work_without_a_node_from_a_cpu_that_is_not_allowed_takes_the_allowed_ones_in_turn(int[] allowed, int[] turns)
    {
        var chosen = new List<int>();
        CoreBench.Run(Machine.WithNodes(4).Kernel(k => k with { UnboundCpus = [.. allowed] }), "v6.12", core =>
        {
            var selection = SelectionOf(core);
            chosen.AddRange(Enumerable.Range(0, 5).Select(_ => selection.Unbound(7).Cpu));
            return NumaProbe.VirtualTime.Flow.Completed;
        });

        chosen.ShouldBe(turns);
    }

    [Fact]
    public void Each_submitter_has_a_turn_of_its_own_and_an_offline_cpu_loses_its_turn()
    {
        var chosen = new List<int>();
        CoreBench.Run(Machine.WithNodes(4).Kernel(k => k with { UnboundCpus = [1, 2, 3] }).OfflineAtStart(2), "v6.12", core =>
        {
            var selection = SelectionOf(core);
            chosen.AddRange(new[] { 6, 7, 6, 7, 6 }.Select(submitter => selection.Unbound(submitter).Cpu));
            return NumaProbe.VirtualTime.Flow.Completed;
        });

        chosen.ShouldBe([1, 1, 3, 3, 1]);
    }

    [Fact]
    public void When_no_allowed_cpu_is_online_work_stays_with_its_submitter() =>
        Near(Machine.WithNodes(4).Kernel(k => k with { UnboundCpus = [2, 3] }).OfflineAtStart(2, 3), "v6.1", node: -1, submitter: 6).Cpu.ShouldBe(6);

    [Fact]
    public void The_chosen_cpu_is_online_and_on_the_node_whenever_the_node_has_one() =>
        Prop.ForAll(Gen.Choose(0, 254).ToArbitrary(), Gen.Zip(Gen.Choose(-1, 5), Gen.Choose(0, 7)).ToArbitrary(), (offline, work) =>
        {
            var (node, wanted) = work;
            var gone = Enumerable.Range(0, 8).Where(cpu => (offline & (1 << cpu)) != 0).ToArray();
            var submitter = Enumerable.Range(0, 8).Select(i => (wanted + i) % 8).First(cpu => !gone.Contains(cpu));
            return new[] { "v6.1", "v6.12" }.All(generation =>
            {
                var (cpu, _) = Near(Machine.WithNodes(4).OfflineAtStart(gone), generation, node, submitter);
                var has = Enumerable.Range(0, 8).Any(c => c / 2 == node && !gone.Contains(c));
                return !gone.Contains(cpu) && (has ? cpu / 2 == node : cpu == submitter);
            });
        }).QuickCheckThrowOnFailure();

    private static CpuSelection SelectionOf(DriverCore core) => new(core.Context, new OnlineCpus(core.Context.Model.Scenario.Topology));

    private static (int Cpu, string Pod) Near(Machine machine, string generation, int node, int submitter)
    {
        (int Cpu, Pod? Pod) near = default;
        CoreBench.Run(machine, generation, core =>
        {
            near = SelectionOf(core).Near(node, submitter);
            return NumaProbe.VirtualTime.Flow.Completed;
        });
        return (near.Cpu, string.Join(' ', near.Pod!.Cpus));
    }
}
