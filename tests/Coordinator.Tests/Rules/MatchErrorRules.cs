using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>What a match() that returns an error does to both walks.</summary>
public sealed class MatchErrorRules
{
    private const int IoError = -5;
    private const int ProbeDefer = -517;

    [Theory]
    [InlineData("v4.19", ProbeType.ForceSynchronous, "caller")]
    [InlineData("v4.19", ProbeType.PreferAsynchronous, "async")]
    [InlineData("v5.1", ProbeType.PreferAsynchronous, "async")]
    public void Up_to_5_10_a_new_driver_probes_a_device_all_the_same_whose_match_asks_for_deferral(string generation, ProbeType type, string how)
    {
        var run = Three(ProbeDefer, type).RunOf(generation);

        run.Tries("d1").ShouldBe([$"drv 0 {how}"]);
        run.Of(TraceKind.Deferred, "d1").Select(e => (DeferReason)e.A).ShouldBe([DeferReason.MatchRequest]);
        run.Deferred.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Since_5_15_such_a_device_is_passed_over_and_retried_when_another_is_bound(string generation)
    {
        var run = Three(ProbeDefer, ProbeType.ForceSynchronous).RunOf(generation);

        run.Tries("d1").ShouldBe(["drv 0 deferred-worker"]);
        run.Of(TraceKind.Deferred, "d1").Select(e => (DeferReason)e.A).ShouldBe([DeferReason.MatchRequest]);
        run.Skips("d1").ShouldBe([SkipReason.MatchError]);
        (run.BoundTo("d0"), run.BoundTo("d2")).ShouldBe(("drv", "drv"));
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Up_to_5_10_another_error_of_match_ends_the_walk_and_registering_fails(string generation)
    {
        var run = Three(IoError, ProbeType.ForceSynchronous).RunOf(generation);

        run.Call(EventOperation.DriverRegister).Result.ShouldBe(IoError);
        run.Found().ShouldBe(["walk-cut-short d1 drv mended v5.15"]);
        (run.BoundTo("d0"), run.BoundTo("d1"), run.BoundTo("d2")).ShouldBe(("drv", null, null));
    }

    [Fact]
    public void On_4_19_the_job_of_an_async_driver_stops_there_and_nobody_is_told()
    {
        var run = Three(IoError, ProbeType.PreferAsynchronous).RunOf("v4.19");

        run.Call(EventOperation.DriverRegister).Result.ShouldBe(0);
        run.Found().ShouldBe(["walk-cut-short d1 drv mended v5.15"]);
        run.Tries("d2").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Since_5_15_another_error_of_match_concerns_its_device_only(string generation)
    {
        var run = Three(IoError, ProbeType.ForceSynchronous).RunOf(generation);

        run.Call(EventOperation.DriverRegister).Result.ShouldBe(0);
        (run.BoundTo("d0"), run.BoundTo("d1"), run.BoundTo("d2")).ShouldBe(("drv", null, "drv"));
        run.Found().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.Until510), MemberType = typeof(Kernels))]
    public void Up_to_5_10_a_new_device_whose_match_asks_for_deferral_is_probed_all_the_same(string generation)
    {
        var run = Arrives(ProbeDefer).RunOf(generation);

        run.Tries("d").ShouldBe(["first 0 caller"]);
        run.Deferred.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Since_5_15_a_new_device_whose_match_asks_for_deferral_tries_no_further_driver(string generation)
    {
        var run = Arrives(ProbeDefer).RunOf(generation);

        run.Tries("d").ShouldBeEmpty();
        run.Deferred.ShouldBe(["d"]);
        run.Of(TraceKind.Matched, "d").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Any_other_error_of_match_ends_a_new_devices_search(string generation)
    {
        var run = Arrives(IoError).RunOf(generation);

        run.Tries("d").ShouldBeEmpty();
        run.Deferred.ShouldBeEmpty();
    }

    // the match of the second of three devices fails the first time
    private static Machine Three(int errno, ProbeType type) =>
        WithNodes(1).Device("d0").Device("d1").MatchError("d1", errno, failFirst: 1).Device("d2").Driver("drv", type).Probe(sleepMs: 1).AddAll().Register("drv");

    private static Machine Arrives(int errno) =>
        WithNodes(1).Device("d").MatchError("d", errno, failFirst: 1).Sync("first").Sync("second").Probe(sleepMs: 1).Register("first", "second").Add("d");
}
