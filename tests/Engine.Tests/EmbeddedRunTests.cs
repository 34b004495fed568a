using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Engine.Tests;

/// <summary>Whole runs in one process: what every run must show, whatever its scenario.</summary>
public sealed class EmbeddedRunTests
{
    private const long WaitNs = 40_000_000;

    private static readonly int[] TwoOnEach = [0, 1, 2, 3, 0, 1, 2, 3];

    [Fact]
    public void An_asynchronous_driver_probes_every_device_on_its_own_node_and_all_at_once()
    {
        var (end, trace) = Some.Run(Some.Storm(4, TwoOnEach, ProbeType.PreferAsynchronous, WaitNs));

        end.Status.ShouldBe(RunStatus.Completed);
        trace.Of(TraceKind.ProbeStart).Count().ShouldBe(8);
        trace.Of(TraceKind.ProbeStart).ShouldAllBe(start => start.Cpu / Some.CpusPerNode == TwoOnEach[start.Device]);
        trace.Of(TraceKind.ProbeStart).Max(start => start.TimeNs).ShouldBeLessThan(trace.Of(TraceKind.ProbeEnd).Min(stop => stop.TimeNs));
        trace.Of(TraceKind.Bound).Count().ShouldBe(8);
    }

    [Fact]
    public void A_synchronous_driver_probes_one_device_after_another_in_the_thread_that_registers_it()
    {
        var (end, trace) = Some.Run(Some.Storm(4, TwoOnEach, ProbeType.ForceSynchronous, WaitNs));

        var starts = trace.Of(TraceKind.ProbeStart).ToList();
        starts.Select(start => start.Device).ShouldBe(Enumerable.Range(0, 8));
        starts.ShouldAllBe(start => start.Cpu == 0 && start.Thread == 0);
        starts.Skip(1).Zip(trace.Of(TraceKind.ProbeEnd)).ShouldAllBe(pair => pair.First.TimeNs >= pair.Second.TimeNs);
        end.EndNs.ShouldBeGreaterThanOrEqualTo(8 * WaitNs);
    }

    [Fact]
    public void The_same_scenario_and_seed_give_the_same_trace() =>
        Prop.ForAll(Scenarios(), Seeds(), (scenario, seed) =>
        {
            var first = Some.Run(Storm(scenario), scenario.Generation, seed);
            var second = Some.Run(Storm(scenario), scenario.Generation, seed);
            return first.End == second.End && first.Trace.Events.SequenceEqual(second.Trace.Events);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Events_come_in_the_order_of_time_partition_and_sequence() =>
        Prop.ForAll(Scenarios(), Seeds(), (scenario, seed) =>
        {
            var keys = Some.Run(Storm(scenario), scenario.Generation, seed).Trace.Events.ConvertAll(e => (e.TimeNs, e.Partition, e.Sequence));
            return keys.SequenceEqual(keys.Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_device_is_bound_once_however_it_is_probed() =>
        Prop.ForAll(Scenarios(), Seeds(), (scenario, seed) =>
        {
            var (end, trace) = Some.Run(Storm(scenario), scenario.Generation, seed);
            return end.Status == RunStatus.Completed
                && trace.Of(TraceKind.Bound).Select(e => e.Device).Order().SequenceEqual(Enumerable.Range(0, scenario.NodeOfDevice.Length));
        }).QuickCheckThrowOnFailure();

    private static NumaProbe.Shared.Model.Scenario Storm((string Generation, ProbeType Type, int[] NodeOfDevice, int WaitUs) scenario) =>
        Some.Storm(3, scenario.NodeOfDevice, scenario.Type, scenario.WaitUs * 1000L);

    // Up to forty devices on three nodes or on none.
    private static Arbitrary<(string Generation, ProbeType Type, int[] NodeOfDevice, int WaitUs)> Scenarios() =>
        (from generation in Gen.Elements("v6.1", "v6.12")
         from type in Gen.Elements(ProbeType.Default, ProbeType.PreferAsynchronous, ProbeType.ForceSynchronous)
         from count in Gen.Choose(1, 40)
         from nodes in Gen.ArrayOf(Gen.Choose(-1, 2), count)
         from wait in Gen.Choose(0, 5_000)
         select (generation, type, nodes, wait)).ToArbitrary();

    private static Arbitrary<ulong> Seeds() => ArbMap.Default.ArbFor<ulong>();
}
