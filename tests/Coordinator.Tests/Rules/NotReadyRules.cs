using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>The window of device_add() in which a device is on its bus and dev_ready_to_probe() still says no.</summary>
public sealed class NotReadyRules
{
    private const long AddMs = 20;

    [Theory]
    [InlineData("v6.1", ProbeType.ForceSynchronous, "caller")]
    [InlineData("v6.12", ProbeType.ForceSynchronous, "caller")]
    [InlineData("rfc-2026", ProbeType.ForceSynchronous, "caller")]
    [InlineData("v6.1", ProbeType.PreferAsynchronous, "async")]
    [InlineData("v6.12", ProbeType.PreferAsynchronous, "async")]
    [InlineData("rfc-2026", ProbeType.PreferAsynchronous, "async")]
    public void Line_19_a_driver_that_finds_a_device_not_ready_leaves_it_to_device_add_and_defers_nothing(string generation, ProbeType type, string how)
    {
        var run = InTheWindow(type, registerAtMs: 15).RunOf(generation);

        run.Skips("d").ShouldBe([SkipReason.NotReady]);
        run.Of(TraceKind.Deferred).ShouldBeEmpty();
        run.Tries("d").ShouldBe([$"drv 0 {how}"]);
        run.Probe("d").StartNs.ShouldBeGreaterThanOrEqualTo(AddMs * Ms);
        if (type == ProbeType.ForceSynchronous && generation != "rfc-2026")
        {
            run.Probe("d").Thread.ShouldBe(0);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_19_a_driver_that_comes_before_the_device_is_on_its_bus_does_not_see_it(string generation)
    {
        var run = InTheWindow(ProbeType.ForceSynchronous, registerAtMs: 5).RunOf(generation);

        run.Skips("d").ShouldBeEmpty();
        run.Tries("d").ShouldBe(["drv 0 caller"]);
    }

    // adding takes 20 ms, and the device is on its bus from 10 ms on
    private static Machine InTheWindow(ProbeType type, long registerAtMs) =>
        WithNodes(2).Thread(2).Costs(c => c with { DeviceAddBeforeProbeNs = AddMs * Ms }).Device("d", 1).Driver("drv", type)
            .Add("d").On(1).At(registerAtMs).Register("drv");
}
