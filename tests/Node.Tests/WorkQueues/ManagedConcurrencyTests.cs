using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Node.WorkQueues;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using Base = NumaProbe.Coordinator.Tests.Support.Machine;
using Outcome = NumaProbe.Coordinator.Tests.Support.Outcome;

namespace NumaProbe.Node.Tests.WorkQueues;

/// <summary>
/// The pool of one CPU: an item begins only while none of its workers runs. Held against <see cref="ManagedPool"/>, which knows nothing but
/// that rule, on probes of a PCI bus.
/// </summary>
public sealed class ManagedConcurrencyTests
{
    private const long UnitNs = 1_000_000;

    /// <summary>What the costs that are not zero may add up to, and rounding of shared time.</summary>
    private const long SlackNs = UnitNs / 4;

    /// <summary>Lengths of waits, of first computations and of last computations of some probes: wait, compute, wait, compute.</summary>
    private static readonly Arbitrary<int[][]> Bodies = Arb.From(
        from count in Gen.Choose(1, 6)
        from bodies in Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(0, 6), 4), count)
        select bodies,
        bodies => bodies.Length < 2 ? [] : Enumerable.Range(0, bodies.Length).Select(left => bodies.Where((_, i) => i != left).ToArray()));

    [Fact]
    public void Waits_and_computations_of_any_probes_end_when_the_rule_says() => Prop.ForAll(Bodies, bodies =>
    {
        // irregular lengths keep the ends of different probes apart, so that nothing depends on who comes first at one moment
        var lengths = bodies.Select((body, i) => body.Select((units, step) => units == 0 ? 0 : (units * UnitNs) + (((i * 5) + step + 1) * 9_973L)).ToArray()).ToArray();
        var run = Run(lengths);
        var expected = ManagedPool.Ends(lengths);
        var begin = run.Probes.Min(p => p.StartNs);
        for (var i = 0; i < bodies.Length; i++)
        {
            var probe = run.Probes.Single(p => p.Device == string.Create(CultureInfo.InvariantCulture, $"p{i}"));
            (probe.StartNs - begin).ShouldBeInRange(expected[i].Begin - SlackNs, expected[i].Begin + SlackNs);
            (probe.EndNs - begin).ShouldBeInRange(expected[i].End - SlackNs, expected[i].End + SlackNs);
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sleeper_that_wakes_computes_beside_the_one_that_was_begun_meanwhile()
    {
        // p0 waits 10 and computes 20; p1 begins at once and computes 30: both share the CPU from 10 on
        var run = Run([[10 * UnitNs, 20 * UnitNs], [0, 30 * UnitNs]]);
        var begin = run.Probes.Min(p => p.StartNs);

        (run.Probe("p0").EndNs - begin).ShouldBeInRange(50 * UnitNs - SlackNs, 50 * UnitNs + SlackNs);
        (run.Probe("p1").StartNs - begin).ShouldBeLessThan(SlackNs);
        (run.Probe("p1").EndNs - begin).ShouldBeInRange(50 * UnitNs - SlackNs, 50 * UnitNs + SlackNs);
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("touch")]
    public void Being_busy_and_touching_memory_is_no_sleep(string what)
    {
        ProbeStep step = what == "busy" ? new BusyStep(10 * UnitNs) : new TouchStep(100 << 20, null);
        var run = Machine(3).Body(null, null, [step]).Register("drv").AddAll().RunOf("v6.12");

        run.MostProbesAtOnce.ShouldBe(1);
    }

    [Theory]
    [InlineData("a lock of the machine")]
    [InlineData("parts of the probe")]
    [InlineData("the lock of a device")]
    [InlineData("a domain of asynchronous work")]
    [InlineData("sleep")]
    [InlineData("another PCI probe")]
    public void Whatever_a_probe_waits_for_another_item_of_its_cpu_begins_meanwhile(string what)
    {
        var machine = Machine(2).Device("other", 0, "other").Sync("odrv", "other").Thread(0);
        machine = what switch
        {
            "a lock of the machine" => machine.Body("other", "odrv", [new LockedStep("l", DurationDistribution.Million, [new WaitStep(40 * UnitNs)])])
                .Body("p0", null, [new LockedStep("l", DurationDistribution.Million, [new ComputeStep(UnitNs)])]),
            "parts of the probe" => machine.Body("p0", null, [new ParallelStep([[new WaitStep(40 * UnitNs)]], Detached: false)]),
            "the lock of a device" => machine.Body("other", "odrv", [new WaitStep(40 * UnitNs)]).Body("p0", null, [Base.Call(EventOperation.Detach, "other")]),
            "a domain of asynchronous work" => machine.Do(EventOperation.AsyncJobExclusive, "0:40").Body("p0", null, [Base.Call(EventOperation.AsyncSynchronizeDomain, "exclusive")]),
            "sleep" => machine.Body("p0", null, [Base.Call(EventOperation.Sleep, "40")]),
            _ => machine.Device("child", 0, "c", bus: "pci").Sync("cdrv", "c", bus: "pci").Register("cdrv").Body("p0", null, [Base.Call(EventOperation.DeviceAdd, "child")]).Body("child", null, [new WaitStep(40 * UnitNs)]),
        };
        var scenario = machine.Body(null, null, [new ComputeStep(UnitNs)]).At(1).Register("drv").Add("p0", "p1")
            .On(1).At(0).Register("odrv").Add("other");

        var run = Outcome.Of(scenario.Scenario() with { Locks = ["l"] }, Base.Generation("v6.12"), 1);

        run.End.Status.ShouldBe(RunStatus.Completed);
        run.Probe("p1").EndNs.ShouldBeLessThan(run.Probe("p0").EndNs, "p0 came first");
        (run.Probe("p1").EndNs < 30 * UnitNs).ShouldBeTrue();
    }

    [Fact]
    public void No_more_than_256_items_of_a_cpu_are_begun_at_once()
    {
        var run = Machine(CpuPool.MaxActive + 2).Kernel(k => k with { AsyncMaxActive = 1000 }).Body(null, null, [new WaitStep(40 * UnitNs)])
            .Register("drv").AddAll().RunOf("v6.12");

        run.MostProbesAtOnce.ShouldBe(CpuPool.MaxActive);
        run.Of(TraceKind.ItemInactive).Count().ShouldBe(2);
        run.Of(TraceKind.ItemActivated).Count().ShouldBe(2);
        run.BoundCount.ShouldBe(CpuPool.MaxActive + 2);
    }

    [Fact]
    public void Workers_are_created_one_at_a_time_and_before_the_item_begins()
    {
        var run = Machine(3).Costs(c => c with { IdleWorkers = 1, WorkerSpawnNs = 2 * UnitNs }).Body(null, null, [new WaitStep(40 * UnitNs)])
            .Register("drv").AddAll().RunOf("v6.12");

        var spawned = run.Of(TraceKind.WorkerSpawned).Where(e => ThreadId.IsCpuWorker(e.Thread)).ToList();
        spawned.Select(e => ThreadId.Name(e.Thread)).ShouldBe(["kworker/0:1", "kworker/0:2", "kworker/0:3"]);
        run.Probes.Zip(spawned).ShouldAllBe(pair => pair.First.StartNs >= pair.Second.TimeNs);
        run.Probes.Zip(run.Probes.Skip(1)).ShouldAllBe(pair => pair.Second.StartNs - pair.First.StartNs >= 2 * UnitNs);
    }

    private static Outcome Run(long[][] lengths)
    {
        var machine = Machine(lengths.Length);
        for (var i = 0; i < lengths.Length; i++)
        {
            machine.Body(
                string.Create(CultureInfo.InvariantCulture, $"p{i}"), null,
                [.. lengths[i].Select((ns, step) => ns == 0 ? null : step % 2 == 0 ? (ProbeStep)new WaitStep(ns) : new ComputeStep(ns)).OfType<ProbeStep>()]);
        }

        return machine.Register("drv").AddAll().RunOf("v6.12");
    }

    // probes of one node whose own costs are next to nothing, in the order of their numbers
    private static Base Machine(int devices) => Base.WithNodes(1, 4).Pci().PciDevices([.. Enumerable.Repeat(0, devices)]).Async("drv", bus: "pci")
        .Costs(c => c with
        {
            WorkerWakeNs = 10, WorkerWakeJitterNs = 0, WorkerSpawnNs = 10, AsyncScheduleNs = 10, MatchNs = 10, ProbeOverheadNs = 10, BindNs = 10, MinimumCallNs = 1,
            DeviceAddBeforeProbeNs = 10, DeviceAddAfterProbeNs = 10, InterconnectNs = 1, SoftAffinityStray = 0,
        });
}
