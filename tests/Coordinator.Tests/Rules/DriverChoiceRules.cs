using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Probing;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>Which of several drivers gets a device: __device_attach(), __driver_attach() and call_driver_probe().</summary>
public sealed class DriverChoiceRules
{
    private const int IoError = -5;
    private const int NoSuchAddress = -6;
    private const int NoSuchDevice = -19;

    private static readonly ErrorResult Rejects = new(NoSuchDevice, FailFirst: 0);

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_06_a_sync_driver_registered_second_beats_an_async_one_registered_first(string generation)
    {
        var run = WithNodes(2).Device("d", 1).Async("a").Sync("s").Probe(sleepMs: 10).Register("a", "s").Add("d").RunOf(generation);

        run.Tries("d").ShouldBe(["s 0 caller"]);
        run.Of(TraceKind.AsyncScheduled).ShouldAllBe(e => e.Device < 0, "an old kernel queues the walk of the async driver, and nothing for the device");
        run.BoundTo("d").ShouldBe("s");
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_06_the_async_driver_gets_the_device_when_the_sync_one_rejects_it(string generation)
    {
        var run = WithNodes(2).Device("d", 1).Async("a").Sync("s").Probe(driver: "s", result: Rejects).Probe(driver: "a", sleepMs: 10)
            .Register("a", "s").Add("d").RunOf(generation);

        run.Tries("d").ShouldBe(["s -19 caller", "a 0 async"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_07_when_the_first_async_driver_rejects_the_device_the_second_probes_it_in_the_same_worker(string generation)
    {
        var run = WithNodes(2).Device("d", 1).Async("a").Async("b").Probe(driver: "a", result: Rejects).Probe(driver: "b", sleepMs: 10)
            .Register("a", "b").Add("d").RunOf(generation);

        run.Tries("d").ShouldBe(["a -19 async", "b 0 async"]);
        run.Probes.Select(p => p.Thread).Distinct().Count().ShouldBe(1);
        run.Of(TraceKind.AsyncScheduled, "d").Count().ShouldBe(1);
        run.Warnings().ShouldBeEmpty();
        run.Of(TraceKind.NotBound).Select(run.Driver).ShouldBe(["a"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.With2), IoError, true, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With2), NoSuchDevice, false, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With2), NoSuchAddress, false, MemberType = typeof(Kernels))]
    public void Line_08_a_failing_probe_is_reported_unless_it_rejects_the_device_and_the_device_stays_unbound(string generation, int errno, bool isReported)
    {
        foreach (var type in new[] { ProbeType.ForceSynchronous, ProbeType.PreferAsynchronous })
        {
            var run = WithNodes(2).Device("d", 1).Driver("drv", type).Probe(result: new ErrorResult(errno, FailFirst: 0)).Add("d").Register("drv").RunOf(generation);

            run.Probe("d").Result.ShouldBe(errno);
            run.Warnings("d").ShouldBe(isReported ? [WarningKind.ProbeFailed] : []);
            var printed = generation is "v6.12" or "rfc-2026" ? PrintLevel.Error : PrintLevel.Warning;
            run.Of(TraceKind.Warning).ShouldAllBe(e => e.B == (long)printed);
            run.Of(TraceKind.NotBound, "d").Single().A.ShouldBe(errno);
            run.BoundTo("d").ShouldBeNull();
            run.Deferred.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("v6.1", ProbeType.PreferAsynchronous)]
    [InlineData("v6.12", ProbeType.PreferAsynchronous)]
    [InlineData("rfc-2026", ProbeType.PreferAsynchronous)]
    public void Line_16_an_async_driver_that_finds_another_pending_is_passed_over_and_the_lost_match_is_reported(string generation, ProbeType type)
    {
        var run = Pending(type, new SuccessResult()).RunOf(generation);

        run.Tries("d").ShouldBe(["a 0 async"]);
        run.Of(TraceKind.Skipped, "d").Select(e => ((SkipReason)e.A, run.Driver(e))).ShouldBe([(SkipReason.PendingOther, "b")]);
        run.Of(TraceKind.Matched, "d").Select(run.Driver).ShouldBe(["a", "b"]);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since61), MemberType = typeof(Kernels))]
    public void Line_16_nobody_tries_the_passed_over_driver_when_the_pending_one_fails(string generation)
    {
        var run = Pending(ProbeType.PreferAsynchronous, Rejects).RunOf(generation);

        run.Tries("d").ShouldBe(["a -19 async"]);
        run.BoundTo("d").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_16_a_sync_driver_takes_the_device_from_a_pending_async_one(string generation)
    {
        var run = Pending(ProbeType.ForceSynchronous, new SuccessResult()).RunOf(generation);

        run.Tries("d").ShouldBe(["b 0 caller"]);
        run.Skips("d").ShouldBe([SkipReason.Bound]);
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.ForceSynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    public void Line_18_however_adding_and_registering_interleave_the_device_is_probed_and_bound_once(string generation, ProbeType type)
    {
        foreach (var offset in Offsets())
        {
            var run = Interleaved(type, offset, new SuccessResult()).RunOf(generation);

            run.Tries("d").Count.ShouldBe(1, $"at {offset} ns");
            run.BoundTo("d").ShouldBe("drv", $"at {offset} ns");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.ForceSynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    public void Line_18_a_failing_probe_is_tried_once_or_once_by_each_path(string generation, ProbeType type)
    {
        var tries = Offsets().Select(offset => Interleaved(type, offset, new ErrorResult(IoError, FailFirst: 0)).RunOf(generation).Tries("d").Count).ToList();

        tries.ShouldAllBe(count => count == 1 || count == 2);
        tries.ShouldContain(1);
        tries.ShouldContain(2);
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.ForceSynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    public void Line_18_a_probe_that_fails_the_first_time_is_never_called_again_once_it_succeeded(string generation, ProbeType type)
    {
        foreach (var offset in Offsets())
        {
            var tries = Interleaved(type, offset, new ErrorResult(IoError, FailFirst: 1)).RunOf(generation).Probes;

            tries.Count(p => p.Result == 0).ShouldBeLessThanOrEqualTo(1, $"at {offset} ns");
            tries.SkipWhile(p => p.Result != 0).Skip(1).ShouldBeEmpty();
        }
    }

    private static Machine Interleaved(ProbeType type, long registerAtNs, ProbeResult result) =>
        WithNodes(2).Thread(2).Device("d", 1).Driver("drv", type).Probe(sleepMs: 1, result: result)
            .On(0).AtNs(50_000).Add("d").On(1).AtNs(registerAtNs).Register("drv");

    // from long before to long after, so that every step of the one meets every step of the other
    private static IEnumerable<long> Offsets() => Enumerable.Range(0, 320).Select(i => i * 333L).Append(3 * Ms);

    // the first driver's job is queued and its worker not yet awake when the second driver comes
    private static Machine Pending(ProbeType second, ProbeResult firstEnds) =>
        WithNodes(2).Costs(c => c with { WorkerWakeNs = 5 * Ms }).Device("d", 1).Async("a").Driver("b", second)
            .Probe(driver: "a", sleepMs: 10, result: firstEnds).Probe(driver: "b", sleepMs: 10)
            .Add("d").Register("a", "b");
}
