using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>What runs at once, what runs in the caller, and who waits for whom: driver_attach(), device_attach(), do_init_module().</summary>
public sealed class ParallelProbingRules
{
    private const long SleepMs = 40;
    private static readonly int[] OneEach = [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Kernels.PerDevice), MemberType = typeof(Kernels))]
    public void Line_01_an_async_driver_after_four_devices_probes_them_in_four_workers_at_once(string generation)
    {
        var run = WithNodes(4).Devices(OneEach).Async("drv").Probe(sleepMs: SleepMs).AddAll().Register("drv").RunOf(generation);

        run.Probes.Select(p => p.Thread).Distinct().Count().ShouldBe(4);
        Makespan(run).ShouldBeInRange(SleepMs * Ms, (SleepMs + 1) * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.PerDevice), MemberType = typeof(Kernels))]
    public void Line_02_four_devices_after_an_async_driver_are_probed_at_once(string generation)
    {
        var run = WithNodes(4).Devices(OneEach).Async("drv").Probe(sleepMs: SleepMs).Register("drv").AddAll().RunOf(generation);

        run.MostProbesAtOnce.ShouldBe(4);
        run.Probes.ShouldAllBe(p => p.IsAsync);
        Makespan(run).ShouldBeInRange(SleepMs * Ms, (SleepMs + 1) * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_03_a_sync_driver_after_four_devices_probes_them_in_its_own_thread_in_registration_order(string generation)
    {
        var run = WithNodes(4).Devices(3, 1, 2, 0).Sync("drv").Probe(sleepMs: SleepMs).Add("d2", "d0", "d3", "d1").Register("drv").RunOf(generation);

        run.Probes.Select(p => p.Device).ShouldBe(["d2", "d0", "d3", "d1"]);
        run.Probes.ShouldAllBe(p => p.How == "caller");
        run.Probes.Where(p => HandsOver(generation) is false || p.Device == "d3").ShouldAllBe(p => p.Thread == 0 && p.StartCpu == 0 && p.EndCpu == 0);
        run.MostProbesAtOnce.ShouldBe(1);
        run.DurationNs(EventOperation.DriverRegister).ShouldBeGreaterThanOrEqualTo(4 * SleepMs * Ms);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_04_registering_an_async_driver_returns_before_the_first_probe_ends_and_modprobe_after_the_last(string generation)
    {
        var registered = WithNodes(4).Devices(OneEach).Async("drv").Probe(sleepMs: SleepMs).AddAll().Register("drv").RunOf(generation);
        var loaded = InModule(asyncProbe: null, ProbeType.PreferAsynchronous).RunOf(generation);

        registered.Call(EventOperation.DriverRegister).EndNs.ShouldBeLessThan(registered.Probes.Min(p => p.StartNs));
        loaded.Call(EventOperation.ModuleLoad).EndNs.ShouldBeGreaterThanOrEqualTo(loaded.Probes.Max(p => p.EndNs));
        loaded.Of(TraceKind.SyncWait).Select(e => (SyncDomain)e.A).ShouldBe([SyncDomain.Full]);
    }

    [Theory]
    [MemberData(nameof(Kernels.Since515), MemberType = typeof(Kernels))]
    public void Line_04_modprobe_waits_for_the_async_work_of_others_too(string generation)
    {
        var run = WithNodes(2).Devices(0, 1).Async("slow").Module("mod").Driver("none", ProbeType.ForceSynchronous, "x", module: "mod")
            .Probe(sleepMs: SleepMs).AddAll().Register("slow").Do(EventOperation.ModuleLoad, "mod").RunOf(generation);

        run.Call(EventOperation.ModuleLoad).EndNs.ShouldBeGreaterThanOrEqualTo(run.Probes.Max(p => p.EndNs));
    }

    [Theory]
    [MemberData(nameof(Kernels.With1), ProbeType.PreferAsynchronous, MemberType = typeof(Kernels))]
    [MemberData(nameof(Kernels.With1), ProbeType.Default, MemberType = typeof(Kernels))]
    public void Line_05_modprobe_of_a_module_with_async_probe_returns_at_once(string generation, ProbeType type)
    {
        var run = InModule(asyncProbe: true, type).RunOf(generation);

        run.Probes.ShouldAllBe(p => p.How == "async");
        run.Call(EventOperation.ModuleLoad).EndNs.ShouldBeLessThan(run.Probes.Min(p => p.StartNs));
        run.Of(TraceKind.SyncWait).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v6.12", 300, 256)]
    [InlineData("v6.12", 256, 256)]
    [InlineData("v6.12", 257, 256)]
    [InlineData("v6.1", 300, 300)]
    [InlineData("v6.1", 512, 512)]
    [InlineData("v6.1", 600, 512)]
    public void Line_43_as_many_sleeping_jobs_of_a_node_start_as_max_active_says_and_the_rest_as_slots_become_free(string generation, int devices, int limit)
    {
        const long longMs = 1_000;
        var run = WithNodes(2).Devices([.. Enumerable.Repeat(1, devices)]).Async("drv").Probe(sleepMs: longMs).AddAll().Register("drv").RunOf(generation);

        run.MostProbesAtOnce.ShouldBe(limit);
        run.Of(TraceKind.ItemInactive).Count().ShouldBe(devices - limit);
        run.Of(TraceKind.ItemActivated).Count().ShouldBe(devices - limit);
        var waves = devices > limit ? 2 : 1;
        Makespan(run).ShouldBeInRange(waves * longMs * Ms, (waves * longMs * Ms) + (100 * Ms));
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [InlineData("v6.12", 256)]
    [InlineData("v6.1", 512)]
    public void Line_43_the_limit_is_one_for_each_node(string generation, int limit)
    {
        var nodes = Enumerable.Range(0, 2 * (limit + 10)).Select(i => i % 2).ToArray();
        var run = WithNodes(2).Devices(nodes).Async("drv").Probe(sleepMs: 1_000).AddAll().Register("drv").RunOf(generation);

        run.MostProbesAtOnce.ShouldBe(2 * limit);
    }

    // the proposal of 2026 probes elsewhere than in the calling thread, unless that is on the device's node
    private static bool HandsOver(string generation) => generation == "rfc-2026";

    private static Machine InModule(bool? asyncProbe, ProbeType type) =>
        WithNodes(4).Devices(OneEach).Module("mod", asyncProbe).Driver("drv", type, module: "mod").Probe(sleepMs: SleepMs)
            .AddAll().Do(EventOperation.ModuleLoad, "mod");

    private static long Makespan(Outcome run)
    {
        var came = run.Events.First(e => e.Kind is TraceKind.DriverAdded or TraceKind.DeviceAdded);
        var last = run.Events.Where(e => e.Kind is TraceKind.DriverAdded).Select(e => e.TimeNs).Append(came.TimeNs).Max();
        return run.Of(TraceKind.ProbeEnd).Max(e => e.TimeNs) - last;
    }
}
