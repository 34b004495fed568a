using System.Collections.Immutable;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Node.Tests.Devices;

/// <summary>The rarer steps of probe bodies: drawn durations, locks of the machine, conditions.</summary>
public sealed class SpecialStepTests
{
    private const int All = DurationDistribution.Million;

    [Fact]
    public void A_lock_of_the_machine_is_given_in_the_order_it_was_asked_for_and_the_wait_names_its_holder()
    {
        var run = Locking(All, devices: 3).RunOf("v6.12");

        var waits = run.Of(TraceKind.NamedLockWait).ToList();
        waits.Count.ShouldBe(2);
        run.Of(TraceKind.NamedLockAcquired).Select(e => e.Thread).ShouldBe(waits.Select(e => e.Thread));
        waits.ShouldAllBe(e => e.A == waits[0].A, "the first holder is still there");
        run.Of(TraceKind.NamedLockReleased).Select(e => e.A).ShouldAllBe(held => held >= 10 * Ms && held < 11 * Ms);
        (run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs)).ShouldBeInRange(30 * Ms, 31 * Ms);
    }

    [Theory]
    [InlineData(250_000, 15)]
    [InlineData(500_000, 20)]
    [InlineData(All, 30)]
    public void Only_the_share_of_the_work_under_the_lock_is_one_after_another(int share, long milliseconds)
    {
        // n shares one after another, and then the rest of the last
        var run = Locking(share, devices: 3).RunOf("v6.12");

        var took = run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs);
        took.ShouldBeInRange(milliseconds * Ms, (milliseconds + 1) * Ms);
        run.Of(TraceKind.ProbeCost).Select(e => e.A).ShouldAllBe(hardware => hardware == 10 * Ms, "both shares together are the whole");
    }

    [Fact]
    public void A_thread_that_asks_for_a_lock_it_holds_waits_for_itself()
    {
        var inner = new LockedStep("l", All, [new WaitStep(Ms)]);
        var outer = new LockedStep("l", All, [Call(EventOperation.DeviceAdd, "child")]);
        var scenario = WithNodes(1).Device("d", 0).Device("child", 0).Sync("drv").Scenario() with
        {
            Locks = ["l"],
            Probes = [Rule("d", outer), Rule("child", inner)],
            Events = [new(0, 0, 0, EventOperation.DriverRegister, "drv"), new(1, 0, 0, EventOperation.DeviceAdd, "d")],
        };

        var run = Outcome.Of(scenario, Generation("v6.12"), 1);

        run.End.Status.ShouldBe(RunStatus.Hung);
        var wait = run.Of(TraceKind.NamedLockWait).ShouldHaveSingleItem();
        wait.A.ShouldBe(wait.Thread);
        run.Of(TraceKind.Finding).ShouldHaveSingleItem().A.ShouldBe((long)FindingKind.Deadlock);
        var circle = run.Of(TraceKind.FindingWait).ShouldHaveSingleItem();
        (circle.Thread, circle.A, circle.B, circle.E).ShouldBe((wait.Thread, (long)FindingWait.NamedLock, wait.Thread, 0));
    }

    [Fact]
    public void Two_locks_taken_crosswise_are_a_deadlock_that_names_both_threads_and_both_locks()
    {
        var scenario = WithNodes(1, 4).Device("a", 0).Device("b", 0).Async("drv").Scenario() with
        {
            Locks = ["l", "m"],
            Probes = [Rule("a", Crosswise("l", "m")), Rule("b", Crosswise("m", "l"))],
            Events = [new(0, 0, 0, EventOperation.DeviceAdd, "a"), new(1, 0, 0, EventOperation.DeviceAdd, "b"), new(2, 0, 0, EventOperation.DriverRegister, "drv")],
        };

        var run = Outcome.Of(scenario, Generation("v6.12"), 1);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Of(TraceKind.Finding).ShouldHaveSingleItem().A.ShouldBe((long)FindingKind.Deadlock);
        var circle = run.Of(TraceKind.FindingWait).ToList();
        circle.Select(e => (e.A, e.E)).ShouldBe([((long)FindingWait.NamedLock, 1), ((long)FindingWait.NamedLock, 0)], ignoreOrder: true);
        circle.Select(e => (long)e.Thread).ShouldBe(circle.Select(e => e.B), ignoreOrder: true);
    }

    [Fact]
    public void Remove_and_the_sleep_before_deferring_may_be_drawn_and_differ_from_seed_to_seed_only()
    {
        var scenario = WithNodes(1).Device("d", 0).Device("s", 0, "none").Sync("drv").Scenario() with
        {
            Probes = [new ProbeRule("d", null, [], [], [], new ConditionalResult([]), new UniformDuration(10 * Ms, 20 * Ms))],
            Events = [new(0, 0, 0, EventOperation.DriverRegister, "drv"), new(1, 0, 0, EventOperation.DeviceAdd, "d"), new(2, 0, 0, EventOperation.DeviceDel, "d")],
        };
        var deferring = scenario with
        {
            Probes = [scenario.Probes[0] with { Result = new DeferUntilBoundResult("s", CheckAtExit: false, new UniformDuration(10 * Ms, 20 * Ms)) }],
        };

        var removes = Enumerable.Range(1, 20).Select(seed => Outcome.Of(scenario, Generation("v6.12"), (ulong)seed).Removes.Single()).Select(r => r.EndNs - r.StartNs).ToList();
        var sleeps = Enumerable.Range(1, 20).Select(seed => Outcome.Of(deferring, Generation("v6.12"), (ulong)seed).Probes.Single()).Select(p => p.EndNs - p.StartNs).ToList();

        removes.ShouldAllBe(ns => ns >= 10 * Ms && ns <= 20 * Ms);
        removes.Distinct().Count().ShouldBeGreaterThan(15);
        sleeps.ShouldAllBe(ns => ns >= 10 * Ms && ns <= 20 * Ms);
        sleeps.Distinct().Count().ShouldBeGreaterThan(15);
        var again = Outcome.Of(scenario, Generation("v6.12"), 1).Removes.Single();
        (again.EndNs - again.StartNs).ShouldBe(removes[0]);
    }

    [Fact]
    public void A_drawn_duration_depends_on_seed_device_and_try_and_on_nothing_else()
    {
        var alone = Drawing(1).RunOf("v6.12");
        var among = Drawing(4).RunOf("v6.1");

        Hardware(among, 0).ShouldBe(Hardware(alone, 0), "whoever else draws");
        Enumerable.Range(0, 4).Select(d => Hardware(among, d)[0]).Distinct().Count().ShouldBe(4);
        Hardware(among, 0).Distinct().Count().ShouldBe(2, "each try draws");
        Hardware(Drawing(1).RunOf("v6.12", seed: 2), 0).ShouldNotBe(Hardware(alone, 0));
    }

    [Fact]
    public void Work_that_is_drawn_needs_the_CPU()
    {
        var run = WithNodes(1).Device("d", 0).Sync("drv")
            .Body("d", null, [new DrawnStep(DrawnWork.Compute, new UniformDuration(Ms, 2 * Ms)), new DrawnStep(DrawnWork.Busy, new UniformDuration(Ms, 2 * Ms))])
            .Add("d").Register("drv").RunOf("v6.12");

        var cost = run.Of(TraceKind.ProbeCost).Single();
        cost.A.ShouldBe(0);
        cost.B.ShouldBeInRange(2 * Ms, 4 * Ms);
    }

    [Fact]
    public void A_result_with_conditions_is_that_of_the_first_case_that_holds()
    {
        var cases = new ConditionalResult(
        [
            new(-16, If(bound: "other"), CheckAtEntry: false),
            new(-5, new(1, null, null, null, null, null), CheckAtEntry: false),
            new(-6, If(notPresent: "absent", present: "d"), CheckAtEntry: false),
        ]);
        var run = WithNodes(1).Device("d", 0).Device("other", 0).Device("absent", 0).Sync("drv").Probe("d", result: cases)
            .Register("drv").Add("d").Do(EventOperation.Attach, "d").Add("other").Do(EventOperation.Attach, "d").RunOf("v6.12");

        run.Probes.Where(p => p.Device == "d").Select(p => p.Result).ShouldBe([-5, -6, -16]);
    }

    [Fact]
    public void A_condition_may_look_at_the_node_and_before_the_work()
    {
        var onNode1 = new ResultCondition(null, 1, null, null, null, null);
        var run = WithNodes(2).Device("a", 0).Device("b", 1).Async("drv")
            .Body("a", null, [new WaitStep(10 * Ms)], result: new ConditionalResult([new(-19, onNode1, CheckAtEntry: true)]))
            .Body("b", null, [new WaitStep(10 * Ms)], result: new ConditionalResult([new(-19, onNode1, CheckAtEntry: true)]))
            .Add("a", "b").Register("drv").RunOf("v6.12");

        var probes = run.Probes.ToDictionary(p => p.Device, StringComparer.Ordinal);
        (probes["a"].Result, probes["b"].Result).ShouldBe((0, -19));
        (probes["b"].EndNs - probes["b"].StartNs).ShouldBeLessThan(Ms, "the work was skipped");
    }

    private static LockedStep Crosswise(string first, string second) =>
        new(first, All, [new WaitStep(10 * Ms), new LockedStep(second, All, [new WaitStep(Ms)])]);

    private static ResultCondition If(string? bound = null, string? notBound = null, string? present = null, string? notPresent = null) =>
        new(null, null, bound, notBound, present, notPresent);

    private static ProbeRule Rule(string device, params ProbeStep[] steps) => new(device, null, [], Numbered(steps), [], new SuccessResult(), 0);

    private static ImmutableArray<ProbeStep> Numbered(ProbeStep[] steps) =>
        [.. steps.Select(s => ProbeSteps.WithInside(s, inside => [.. inside.Select(i => i is CallStep call ? call with { Ordinal = 0 } : i)]))];

    private static Scenario WithLock(Machine machine) => machine.Scenario() with { Locks = ["l"] };

    private static LockedRun Locking(int share, int devices) => new(WithLock(
        WithNodes(1, 4).Devices([.. Enumerable.Repeat(0, devices)]).Async("drv")
            .Body(null, null, [new LockedStep("l", share, [new WaitStep(10 * Ms)])]).AddAll().Register("drv")));

    private static Machine Drawing(int devices)
    {
        var machine = WithNodes(2).Devices([.. Enumerable.Repeat(1, devices)]).Async("drv");
        return machine.Body(null, null, [new DrawnStep(DrawnWork.Wait, new LogNormalDuration(Ms, 50 * Ms))], result: new ErrorResult(-5, 1))
            .Register("drv").AddAll().At(1000).Do(EventOperation.Attach, "d0");
    }

    private static List<long> Hardware(Outcome run, int device) => [.. run.Of(TraceKind.ProbeCost).Where(e => e.Device == device).Select(e => e.A)];

    private sealed record LockedRun(Scenario Scenario)
    {
        internal Outcome RunOf(string generation) => Outcome.Of(Scenario, Generation(generation), 1);
    }
}
