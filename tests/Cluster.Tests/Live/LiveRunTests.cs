using NumaProbe.Engine.Tests;
using System.Text;
using NumaProbe.Engine;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Live;

/// <summary>Injections into a run: when they happen, in which thread, and when they are not possible.</summary>
public sealed class LiveRunTests
{
    private const long WaitNs = 40_000_000;

    private readonly TraceList _trace = new();

    [Fact]
    public void What_is_injected_when_nothing_is_left_to_do_happens_at_its_time_and_nothing_before()
    {
        var run = Idle();
        var before = run.NowNs;
        var events = _trace.Events.Count;

        Inject(run, "devices: [{name: x, match: m, numa_node: 1}]\nevents: [{device_add: x}]\n", before + 5);

        (run.NextNs, _trace.Events.Count).ShouldBe((before + 5, events));
        Ends(run).ShouldBe(RunStatus.Completed);
        _trace.Events[events].ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(TraceKind.CallStart), e => e.TimeNs.ShouldBe(before + 5), e => e.Thread.ShouldBe(1), e => e.Cpu.ShouldBe(0));
        _trace.Of(TraceKind.Bound).Last().Device.ShouldBe(4);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void A_thread_that_has_done_what_was_injected_is_used_again_and_a_busy_one_is_not()
    {
        var run = Idle();
        var now = run.NowNs;

        Inject(run, "events: [{sleep: 10ms}]", now + 1).ShouldBe(1);
        run.RunUntil(now + 1_000_000);
        Inject(run, "events: [{sleep: 10ms}]", now + 1_000_000).ShouldBe(2);
        run.RunUntil(long.MaxValue);
        Inject(run, "events: [{sleep: 1ms}]", run.NowNs + 1).ShouldBe(1);
        Ends(run).ShouldBe(RunStatus.Completed);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void A_thread_of_the_scenario_is_never_taken_though_it_is_idle() => Inject(Idle(), "events: [{attach: d0}]", 1_000_000_000).ShouldBe(1);

    [Fact]
    public void A_run_can_be_injected_into_before_anything_has_happened()
    {
        var run = Begin();

        Inject(run, "drivers: [{name: x, match: m, probe_type: sync}]\nevents: [{driver_register: x}]\n", 1);

        Ends(run).ShouldBe(RunStatus.Completed);
        _trace.Of(TraceKind.Bound).ShouldAllBe(b => b.Driver == 1);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void Injections_come_before_everything_else_of_their_time_in_the_order_of_injection()
    {
        var first = Begin();
        first.RunUntil(long.MaxValue);
        var time = _trace.Of(TraceKind.ProbeEnd).First().TimeNs;
        _trace.Events.Clear();
        var run = Begin();
        run.RunUntil(time);
        run.NextNs.ShouldBe(time);

        Inject(run, "events: [{detach: d0}]", time);
        Inject(run, "events: [{detach: d1}]", time);
        var count = _trace.Events.Count;

        Ends(run).ShouldBe(RunStatus.Completed);
        _trace.Events.Skip(count).Where(e => e.Kind == TraceKind.CallStart).Take(2).Select(e => (e.TimeNs, e.Thread)).ShouldBe([(time, 1), (time, 2)]);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void A_fragment_with_problems_says_them_and_the_run_goes_on_as_if_it_had_not_been()
    {
        var run = Idle();

        run.Live.Read("events: [{detach: d9}]"u8.ToArray(), "f.yaml").Describe().ShouldStartWith("f.yaml:1:19: unknown device 'd9'");

        Ends(run).ShouldBe(RunStatus.Completed);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void A_run_that_hangs_by_what_was_injected_says_so()
    {
        var run = Idle();

        Inject(run, "devices: [{name: x, match: m}]\nprobes: [{device: x, steps: [{async_synchronize_full: }]}]\nevents: [{device_add: x}, {wait_for_device_probe: }]\n", run.NowNs + 1);

        Ends(run).ShouldBe(RunStatus.Hung);
        AgreesWithItsExport(run);
    }

    [Fact]
    public void A_bound_that_is_reached_ends_the_run_at_the_same_event_as_that_of_its_export()
    {
        var run = Begin(RunLimits.Default with { MaxEvents = 60 });
        Inject(run, "events: [{sleep: 1ms}, {detach: d0}, {attach: d0}]", 1);

        Ends(run).ShouldBe(RunStatus.LimitReached);
        run.End!.Events.ShouldBe(60);
        AgreesWithItsExport(run, RunLimits.Default with { MaxEvents = 60 });
    }

    private static int Inject(LiveRun run, string text, long atNs)
    {
        var reading = run.Live.Read(Encoding.UTF8.GetBytes(text), "f.yaml");
        reading.Describe().ShouldBeEmpty();
        return run.Inject(reading.Fragment!, atNs).Injection.ShouldNotBeNull().Thread;
    }

    private static RunStatus Ends(LiveRun run)
    {
        run.RunUntil(long.MaxValue);
        return run.Finish().Status;
    }

    private LiveRun Begin(RunLimits? limits = null) =>
        new(Some.Storm(2, [0, 1, 0, 1], ProbeType.PreferAsynchronous, WaitNs), KernelGenerations.Find("v6.1")!, 1, limits ?? RunLimits.Default, _trace);

    private LiveRun Idle()
    {
        var run = Begin();
        run.RunUntil(long.MaxValue);
        return run;
    }

    private void AgreesWithItsExport(LiveRun run, RunLimits? limits = null)
    {
        var text = run.Live.Export();
        var loaded = TestScenario.Load(text, "exported.yaml");
        loaded.Describe().ShouldBeEmpty();
        var whole = new TraceList();
        var end = EmbeddedRun.Execute(
            loaded.Scenario!, KernelGenerations.Find(loaded.Scenario!.Generation!)!, loaded.Scenario.Seed, limits ?? RunLimits.Default, whole, progress: null, CancellationToken.None);
        end.ShouldBe(run.End);
        whole.Events.ShouldBe(_trace.Events);
    }
}
