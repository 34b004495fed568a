using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>Each cell of the table of races: what a generation does wrong is reported, and carried on as far as that kernel would.</summary>
public sealed class HazardRules
{
    private static readonly ErrorResult Rejects = new(-19, FailFirst: 0);

    [Theory]
    [MemberData(nameof(Kernels.Until420), MemberType = typeof(Kernels))]
    public void A_job_that_gets_the_lock_of_a_half_removed_device_probes_it_without_a_dead_flag(string generation)
    {
        var run = HalfRemoved().RunOf(generation);

        run.Tries("d").ShouldBe(["drv 0 async"]);
        run.Found().ShouldBe(["probe-of-removed-device d drv mended v5.1"]);
        run.Final("d").Present.ShouldBeFalse();
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void With_a_dead_flag_it_only_drops_its_reference(string generation)
    {
        var run = HalfRemoved().RunOf(generation);

        run.Skips("d").ShouldBe([SkipReason.Dead]);
        run.Found().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v5.1", new[] { "attach-of-removed-device d drv mended v5.15" })]
    [InlineData("v5.15", new string[0])]
    [InlineData("v6.12", new string[0])]
    public void On_5_1_the_device_sides_own_pass_does_not_look_whether_the_device_is_dead(string generation, string[] found)
    {
        var run = WithNodes(1, cpusPerNode: 4).Thread(2).Costs(c => c with { DeviceDelNs = 20 * Ms }).Device("d").Sync("drv").Probe(sleepMs: 1)
            .Bus("platform", autoprobe: false).Add("d").Register("drv").Delete("d").On(1).At(15).Do(EventOperation.Attach, "d").RunOf(generation);

        run.Found().ShouldBe(found);
        run.Probes.Count.ShouldBe(found.Length);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Removing_a_device_waits_for_its_running_probe(string generation)
    {
        var run = WithNodes(1, cpusPerNode: 4).Thread(2).Device("d").Async("drv").Probe(sleepMs: 50).Register("drv").At(5).Add("d").On(1).At(20).Delete("d").RunOf(generation);

        run.Call(EventOperation.DeviceDel).EndNs.ShouldBeGreaterThan(run.Probe("d").EndNs);
        run.Removes.Select(r => r.Device).ShouldBe(["d"]);
        run.Found().ShouldBeEmpty();
    }

    [Fact]
    public void Line_15_on_4_19_a_flush_under_the_lock_of_a_device_that_a_pending_job_wants_is_a_deadlock()
    {
        var run = Flushed().RunOf("v4.19");

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["flush-under-lock d - mended v5.1"]);
        var worker = run.Of(TraceKind.LockWait, "d").Last().Thread;
        run.Cycle().ShouldBe([
            $"thread 0 waits for async-work of {ThreadId.Name(worker)}",
            $"{ThreadId.Name(worker)} waits for device-lock d of thread 0"]);
        run.Call(EventOperation.DriverRegister, "a").Result.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_15_since_5_1_the_flush_comes_before_any_lock(string generation)
    {
        var run = Flushed().RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Completed);
        run.Found().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v4.19", "driver-use-after-free - drv mended v5.1")]
    [InlineData("rfc-2018", "driver-use-after-free d drv mended v5.1")]
    public void With_nothing_bound_nothing_is_flushed_and_the_pending_job_uses_a_freed_driver(string generation, string found)
    {
        var run = SlowWorkers().Device("d", 1).Async("drv").Probe(sleepMs: 30).Add("d").Register("drv").Unregister("drv").RunOf(generation);

        run.Found().ShouldBe([found]);
        run.Probes.ShouldBeEmpty("nothing is defined from there on");
        run.Call(EventOperation.DriverUnregister).EndNs.ShouldBeLessThan(10 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.Until420), MemberType = typeof(Kernels))]
    public void A_device_bound_to_a_driver_that_is_gone_is_reported_too(string generation)
    {
        var run = WithNodes(1, cpusPerNode: 4).Thread(2).Device("d").Async("drv").Probe(sleepMs: 50).Add("d").Register("drv").On(1).At(20).Unregister("drv").RunOf(generation);

        run.Tries("d").ShouldBe(["drv 0 async"]);
        run.Found().ShouldBe(["driver-use-after-free d drv mended v5.1"]);
        run.BoundTo("d").ShouldBe("drv");
    }

    [Theory]
    [InlineData("v5.1", "v6.1")]
    [InlineData("v5.15", "v6.1")]
    public void Line_16_on_5_1_and_5_15_a_second_async_driver_overwrites_the_first_which_is_never_tried(string generation, string mended)
    {
        var run = Pending(ProbeType.PreferAsynchronous, new SuccessResult()).RunOf(generation);

        run.Tries("d").ShouldBe(["b 0 async"]);
        run.Skips("d").ShouldBe([SkipReason.Bound], "the first job finds the second driver too");
        run.Found().ShouldBe([$"lost-match d a/b mended {mended}"]);
    }

    [Theory]
    [InlineData("v5.1")]
    [InlineData("v5.15")]
    public void Line_16_both_jobs_probe_the_second_driver_when_it_rejects_the_device(string generation)
    {
        var run = Pending(ProbeType.PreferAsynchronous, new SuccessResult(), Rejects).RunOf(generation);

        run.Tries("d").ShouldBe(["b -19 async", "b -19 async"]);
        run.BoundTo("d").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kernels.Since61), MemberType = typeof(Kernels))]
    public void Line_16_since_6_1_the_passed_over_driver_is_reported_when_the_pending_one_fails(string generation)
    {
        Pending(ProbeType.PreferAsynchronous, Rejects).RunOf(generation).Found().ShouldBe(["passed-over-match d b/a mended none"]);
        Pending(ProbeType.PreferAsynchronous, new SuccessResult()).RunOf(generation).Found().ShouldBeEmpty();
        Pending(ProbeType.PreferAsynchronous, new ErrorResult(-517, FailFirst: 0)).RunOf(generation).Found().ShouldBeEmpty("a deferred device is tried again, with every driver");
    }

    [Fact]
    public void Line_16_on_4_19_the_job_of_either_driver_may_have_the_device_first_and_none_is_lost()
    {
        var run = Pending(ProbeType.PreferAsynchronous, Rejects).RunOf("v4.19");

        run.Tries("d").ShouldBe(["a -19 async", "b 0 async"]);
        run.Found().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v5.1")]
    [InlineData("v5.15")]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void A_job_probes_its_driver_after_a_sync_one_that_failed(string generation)
    {
        var run = Pending(ProbeType.ForceSynchronous, new SuccessResult(), Rejects).RunOf(generation);

        run.Tries("d").ShouldBe(["b -19 caller", "a 0 async"]);
        run.Found().ShouldBeEmpty();
    }

    [Fact]
    public void Line_17_in_the_patch_of_2018_a_sync_driver_that_fails_clears_drvdata_and_the_job_has_a_null_driver()
    {
        var run = Pending(ProbeType.ForceSynchronous, new SuccessResult(), Rejects).RunOf("rfc-2018");

        run.Tries("d").ShouldBe(["b -19 caller"]);
        run.Found().ShouldBe(["null-driver d - mended v5.1"]);
        run.End.Status.ShouldBe(RunStatus.Hung, "the worker oopsed with the lock held, and its entry never ends");
    }

    [Fact]
    public void In_the_patch_of_2018_the_second_async_driver_is_lost_and_a_failure_of_it_leaves_a_null_driver_to_the_second_job()
    {
        var bound = Pending(ProbeType.PreferAsynchronous, new SuccessResult()).RunOf("rfc-2018");
        var failed = Pending(ProbeType.PreferAsynchronous, new SuccessResult(), Rejects).RunOf("rfc-2018");

        bound.Tries("d").ShouldBe(["b 0 async"]);
        bound.Found().ShouldBe(["lost-match d a/b mended v6.1"]);
        failed.Tries("d").ShouldBe(["b -19 async"]);
        failed.Found().ShouldBe(["lost-match d a/b mended v6.1", "null-driver d - mended v5.1"]);
    }

    [Fact]
    public void In_the_patch_of_2018_others_data_in_drvdata_is_overwritten_or_taken_for_a_driver()
    {
        var before = SlowWorkers().Device("d", 1).Async("a").Probe(sleepMs: 1).Add("d").Do(EventOperation.SetDrvdata, "d").Register("a").RunOf("rfc-2018");
        var after = SlowWorkers().Device("d", 1).Async("a").Probe(sleepMs: 1).Add("d").Register("a").Do(EventOperation.SetDrvdata, "d").RunOf("rfc-2018");

        before.Found().ShouldBe(["clobbered-driver-data d a mended v5.1"]);
        before.BoundTo("d").ShouldBe("a");
        after.Found().ShouldBe(["foreign-driver-data d - mended v5.1"]);
        after.Probes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v4.19")]
    [InlineData("v5.1")]
    [InlineData("v5.15")]
    [InlineData("v6.12")]
    public void Elsewhere_drvdata_is_nobodys_business(string generation)
    {
        var run = SlowWorkers().Device("d", 1).Async("a").Probe(sleepMs: 1).Add("d").Do(EventOperation.SetDrvdata, "d").Register("a")
            .Do(EventOperation.SetDrvdata, "d").RunOf(generation);

        (run.BoundTo("d"), run.Found().Count).ShouldBe(("a", 0));
    }

    [Theory]
    [InlineData("rfc-2018")]
    [InlineData("v5.1")]
    public void Line_20_a_job_refused_on_the_driver_side_under_the_lock_waits_for_its_own_caller(string generation)
    {
        var run = WithNodes(1).Device("d").Async("drv").Probe(sleepMs: 1).Add("d").Fill(AsyncEntries.MaxWork + 1, sleepMs: 100).Register("drv").RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["inline-under-lock d - mended v5.15"]);
        run.Cycle().ShouldBe(["thread 0 waits for device-lock d of thread 0"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Line_20_a_job_refused_on_the_device_side_under_the_lock_waits_for_its_own_caller(string generation)
    {
        var run = WithNodes(1).Device("d").Async("drv").Probe(sleepMs: 1).Register("drv").At(1).Fill(AsyncEntries.MaxWork + 1, sleepMs: 100).Add("d").RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["inline-under-lock d - mended v5.15"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_23_a_job_that_waits_for_itself_is_reported(string generation)
    {
        var run = WithNodes(2).Device("d", 1).Async("drv").Body("d", "drv", [Call(EventOperation.AsyncSynchronizeFull)]).Register("drv").At(1).Add("d").RunOf(generation);

        run.Found().ShouldBe(["self-wait - - mended none"]);
        run.Cycle().Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Two_probes_that_remove_each_others_devices_are_a_deadlock_of_every_generation(string generation)
    {
        var run = WithNodes(1, cpusPerNode: 4).Thread(2).Device("p", match: "p").Device("q", match: "q").Sync("pdrv", "p").Sync("qdrv", "q")
            .Body("p", "pdrv", [new WaitStep(20 * Ms), Call(EventOperation.Detach, "q")]).Body("q", "qdrv", [new WaitStep(20 * Ms), Call(EventOperation.Detach, "p")])
            .Register("pdrv", "qdrv").At(1).Add("p").On(1).Add("q").RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["deadlock q - mended none"]);
        run.Cycle().ShouldBe(["thread 0 waits for device-lock q of thread 1", "thread 1 waits for device-lock p of thread 0"]);
        run.Of(TraceKind.Finding).Single().D.ShouldBe(run.Of(TraceKind.LockWait).Max(e => e.TimeNs));
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void What_is_found_is_what_the_generation_suffers_from(string generation)
    {
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            var own = Generation(generation);
            if (Hazards.MendedIn(kind, own) is { } mender)
            {
                Hazards.Suffers(kind, mender).ShouldBeFalse();
                mender.IsProposal.ShouldBeFalse();
            }
        }
    }

    // the job's worker wakes when the device has lost its driver's bus and not yet left sysfs
    private static Machine HalfRemoved() =>
        WithNodes(1, cpusPerNode: 4).Costs(c => c with { DeviceDelNs = 20 * Ms, WorkerWakeNs = 15 * Ms }).Device("d").Async("drv").Probe(sleepMs: 1)
            .Register("drv").At(50).Add("d").Delete("d");

    // a is bound to d; the job of b is about to look at d when a goes
    private static Machine Flushed() =>
        WithNodes(1, cpusPerNode: 4).Costs(c => c with { WorkerWakeNs = 5 * Ms }).Device("d").Async("a").Async("b").Probe(sleepMs: 1, removeMs: 1)
            .Add("d").Register("a").At(50).Register("b").Unregister("a");

    private static Machine SlowWorkers() => WithNodes(2).Costs(c => c with { WorkerWakeNs = 10 * Ms });

    private static Machine Pending(ProbeType second, ProbeResult firstEnds, ProbeResult? secondEnds = null) =>
        WithNodes(2).Costs(c => c with { WorkerWakeNs = 5 * Ms }).Device("d", 1).Async("a").Driver("b", second)
            .Probe(driver: "a", sleepMs: 10, result: firstEnds).Probe(driver: "b", sleepMs: 10, result: secondEnds)
            .Add("d").Register("a", "b");
}
