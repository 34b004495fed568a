using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>kernel/async.c: the limit of outstanding entries and what synchronising waits for.</summary>
public sealed class AsyncQueueRules
{
    /// <summary>Entries accepted when none has ended: the check comes before the entry is counted.</summary>
    private const int Accepted = AsyncEntries.MaxWork + 1;

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_20_a_job_refused_on_the_driver_side_runs_in_the_registering_thread(string generation)
    {
        var run = Crowd(Accepted + 1).AddAll().Register("drv").RunOf(generation);

        var last = $"d{Accepted}";
        run.Of(TraceKind.AsyncInline).Select(e => (run.Name(e), e.A, (AsyncSide)e.B)).ShouldBe([(last, Accepted + 1L, AsyncSide.Driver)]);
        var refused = run.Probe(last);
        (refused.How, refused.Thread, refused.IsAsync).ShouldBe(("caller", 0, false));
        run.Call(EventOperation.DriverRegister).EndNs.ShouldBeGreaterThan(refused.EndNs);
        run.Probes.Count(p => p.Result == 0).ShouldBe(Accepted + 1);
    }

    [Theory]
    [InlineData("v6.1", new[] { "s -19 caller", "drv 0 caller" })]
    [InlineData("v6.12", new[] { "s -19 caller", "s -19 caller", "drv 0 caller" })]
    public void Line_20_a_job_refused_on_the_device_side_runs_in_the_adding_thread_and_on_6_12_all_drivers_are_tried_again(string generation, string[] tries)
    {
        var machine = Crowd(Accepted);
        var run = machine.Device("last", 0, "last").Sync("s", "last").Probe("last", "drv", sleepMs: 1).Probe(driver: "s", result: new NumaProbe.Shared.Probing.ErrorResult(-19, FailFirst: 0))
            .Register("s", "drv").AddAll().RunOf(generation);

        run.Tries("last").ShouldBe(tries);
        run.Of(TraceKind.AsyncInline).Select(e => (run.Name(e), (AsyncSide)e.B)).ShouldBe([("last", AsyncSide.Device)]);
        run.Of(TraceKind.AsyncScheduled).Count().ShouldBe(Accepted);
        run.Call(EventOperation.DeviceAdd, "last").EndNs.ShouldBeGreaterThan(run.Probes.Last(p => p.Device == "last").EndNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_21_32769_outstanding_jobs_are_accepted_and_a_full_synchronise_does_not_wait_for_the_next_one(string generation)
    {
        const long longMs = 60_000;
        var crowd = Crowd(Accepted + 1);
        var run = crowd.Kernel(k => k with { AsyncMaxActive = 2 * Accepted }).Thread(1)
            .Probe($"d{Accepted}", sleepMs: longMs).AddAll().Register("drv")
            .On(1).At(CrowdMs).Do(EventOperation.AsyncSynchronizeFull).RunOf(generation);

        run.Of(TraceKind.AsyncScheduled).Count().ShouldBe(Accepted);
        var inline = run.Probe($"d{Accepted}");
        var others = run.Probes.Where(p => p.IsAsync).ToList();
        others.Count.ShouldBe(Accepted);
        run.Call(EventOperation.AsyncSynchronizeFull).StartNs.ShouldBeInRange(inline.StartNs, others.Max(p => p.EndNs));
        run.Call(EventOperation.AsyncSynchronizeFull).EndNs.ShouldBeInRange(others.Max(p => p.EndNs), inline.EndNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_22_synchronising_on_a_cookie_waits_for_lower_ones_only(string generation)
    {
        long reached = 0;
        var run = CoreBench.Run(WithNodes(2), generation, async core =>
        {
            var task = new KernelTask(new ThreadContext(0, 0, IsAsync: false, IsDeferredWorker: false, ProbeDepth: 0, SoftAffinity: false));
            foreach (var (cookie, sleepMs) in new[] { (1, 1L), (2, 1L), (3, 30L), (4, 40L), (5, 100L), (6, 100L) })
            {
                await core.Async.AsyncScheduleNode(task, cookie, node: 1, sleepMs * Ms, isExclusive: false);
            }

            await core.Context.Partition.Delay(10 * Ms);
            core.Async.Outstanding.ShouldBe(4);
            await core.Async.AsyncSynchronizeCookie(task, 5);
            reached = core.Context.Partition.NowNs;
            core.Async.Outstanding.ShouldBe(2);
        });

        reached.ShouldBeInRange(40 * Ms, 41 * Ms);
        run.Of(TraceKind.SyncWait).Select(e => e.B).ShouldBe([5L]);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_22_a_full_synchronise_waits_until_none_is_left_later_ones_included(string generation)
    {
        var run = WithNodes(2).Thread(1).Do(EventOperation.AsyncJob, "1:50").At(30).Do(EventOperation.AsyncJob, "0:50")
            .On(1).At(10).Do(EventOperation.AsyncSynchronizeFull).RunOf(generation);

        run.Call(EventOperation.AsyncSynchronizeFull).EndNs.ShouldBeInRange(80 * Ms, 81 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_22_entries_of_an_exclusive_domain_are_ignored_by_a_full_synchronise_and_waited_for_by_their_own(string generation)
    {
        var run = WithNodes(2).Thread(1).Thread(2).Do(EventOperation.AsyncJobExclusive, "1:80").Do(EventOperation.AsyncJob, "0:30")
            .On(1).At(10).Do(EventOperation.AsyncSynchronizeFull).On(2).At(10).Do(EventOperation.AsyncSynchronizeDomain, "exclusive").RunOf(generation);

        run.Call(EventOperation.AsyncSynchronizeFull).EndNs.ShouldBeInRange(30 * Ms, 31 * Ms);
        run.Call(EventOperation.AsyncSynchronizeDomain).EndNs.ShouldBeInRange(80 * Ms, 81 * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_22_a_cookie_that_is_reached_already_holds_nobody_up(string generation)
    {
        var run = WithNodes(2).Thread(1).Do(EventOperation.AsyncJob, "1:10").Do(EventOperation.AsyncJob, "0:80")
            .On(1).At(40).Do(EventOperation.AsyncSynchronizeCookie, "2").RunOf(generation);

        run.DurationNs(EventOperation.AsyncSynchronizeCookie).ShouldBeLessThan(Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_23_a_full_synchronise_inside_a_job_never_returns_and_the_run_says_that_it_waits_for_itself(string generation)
    {
        var run = WithNodes(2).Device("d", 1).Async("drv")
            .Body("d", "drv", [Call(EventOperation.AsyncSynchronizeFull)]).Add("d").Register("drv").RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Warnings("d").ShouldBe([]);
        var warning = run.Of(TraceKind.Warning).Single();
        ((WarningKind)warning.A, ThreadId.IsWorker(warning.Thread)).ShouldBe((WarningKind.SynchronizesInsideJob, true));
        var blocked = run.Of(TraceKind.Blocked).Single();
        blocked.Thread.ShouldBe(warning.Thread);
        run.Probes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), EventOperation.WaitForDeviceProbe, MemberType = typeof(Kernels))]
    [InlineData("v5.1", EventOperation.DriverUnregister)]
    [InlineData("v5.15", EventOperation.DriverUnregister)]
    [InlineData("v6.1", EventOperation.DriverUnregister)]
    [InlineData("v6.12", EventOperation.DriverUnregister)]
    [InlineData("rfc-2026", EventOperation.DriverUnregister)]
    [InlineData("v5.15", EventOperation.ModuleLoad)]
    [InlineData("v6.1", EventOperation.ModuleLoad)]
    [InlineData("v6.12", EventOperation.ModuleLoad)]
    [InlineData("rfc-2026", EventOperation.ModuleLoad)]
    public void Line_23_whatever_synchronises_fully_hangs_inside_a_job(string generation, EventOperation operation)
    {
        var run = WithNodes(2).Device("d", 1).Async("drv").Async("other", "x").Module("mod")
            .Body("d", "drv", [Call(operation, operation switch { EventOperation.DriverUnregister => "other", EventOperation.ModuleLoad => "mod", _ => null })])
            .Register("other").Add("d").Register("drv").RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Of(TraceKind.Blocked).Count().ShouldBe(1);
    }

    private const long CrowdMs = 3_000;

    // that many devices on node 0, whose probes all outlast the walk that schedules them
    private static Machine Crowd(int devices)
    {
        var machine = WithNodes(1).Devices([.. Enumerable.Repeat(0, devices)]).Driver("drv", Shared.Drivers.ProbeType.PreferAsynchronous, "m,last");
        return machine.Probe(driver: "drv", sleepMs: CrowdMs);
    }
}
