using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>Persistent memory: registration in the exclusive domain, namespaces and their personalities, and what is serial about mapping pages.</summary>
public sealed class NvdimmRules
{
    private const long Second = 1_000 * Ms;

    /// <summary>1 GiB/s, so that the struct pages of 1 TiB, 16 GiB, take 16 s; no noise of the scheduler.</summary>
    private const string Costs = "costs: {memory_bandwidth: 1GiB/s, soft_affinity_stray: 0}\n";

    private const string DriverFirst = "events: [module_load: libnvdimm, module_load: nd_pmem, device_add: 'ACPI0012:00', module_load: nfit, nd_synchronize: ]\n";
    private const string DeviceFirst = "events: [module_load: libnvdimm, device_add: 'ACPI0012:00', module_load: nfit, nd_synchronize: , module_load: nd_pmem, nd_synchronize: ]\n";

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_35_a_namespace_with_a_pfn_block_stays_unbound_and_its_pfn_device_becomes_the_disk_of_the_region(string generation)
    {
        var run = YamlRun.Of(Regions("pfn", nodes: 2) + DriverFirst, generation);

        run.Tries("namespace1.0").ShouldBe(["nd_pmem -6 async"]);
        run.Warnings().ShouldBeEmpty("-ENXIO is silent");
        run.BoundTo("namespace1.0").ShouldBeNull();
        run.BoundTo("namespace1.0-pfn").ShouldBe("nd_pmem");
        run.Final("namespace1.0-pfn").Node.ShouldBe(1, "its parent is the region");
        YamlRun.Names(run).ShouldContain("pmem1 namespace1.0-pfn");
        YamlRun.Names(run).ShouldContain(name => name.EndsWith(" namespace1.0-pfn", StringComparison.Ordinal) && name.StartsWith("pfn1.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kernels.Since51), MemberType = typeof(Kernels))]
    public void Line_35_since_5_1_the_pfn_device_is_probed_on_the_node_of_its_region(string generation)
    {
        var run = YamlRun.Of(Regions("pfn", nodes: 2) + DriverFirst, generation);

        run.Probe("namespace1.0-pfn").StartNode.ShouldBe(1);
        run.Of(TraceKind.AsyncScheduled, "namespace1.0-pfn").Single().C.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kernels.Until420), MemberType = typeof(Kernels))]
    public void Up_to_4_20_registration_asks_for_no_node(string generation)
    {
        var run = YamlRun.Of(Regions("pfn", nodes: 2) + DriverFirst, generation);

        run.Of(TraceKind.AsyncScheduled).ShouldAllBe(e => e.C == -1);
        run.Probe("namespace1.0-pfn").StartNode.ShouldBe(0, "where the thread that began it all is");
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_44_only_the_share_of_the_mapping_under_the_hotplug_lock_is_one_after_another(string generation)
    {
        const string near = "costs: {memory_bandwidth: 1GiB/s, soft_affinity_stray: 0, remote_factor_per_distance: 0}\n";
        var alone = YamlRun.Of(Pmem("pfn", nodes: 1, machine: 4) + near + DriverFirst, generation).Probe("namespace0.0-pfn");
        var t = alone.EndNs - alone.StartNs;
        var run = YamlRun.Of(Pmem("pfn", nodes: 4, machine: 4) + near + DriverFirst, generation);

        // the first pass is under the lock up to 4.19, and only page tables later
        var locked = run.Of(TraceKind.NamedLockReleased).Max(e => e.A);
        var h = locked / (double)t;
        h.ShouldBeInRange(generation is "v4.19" or "rfc-2018" ? 0.5 : 0.001, generation is "v4.19" or "rfc-2018" ? 0.51 : 0.01);
        t.ShouldBeInRange(generation is "v4.19" or "rfc-2018" ? 32 * Second : 16 * Second, generation is "v4.19" or "rfc-2018" ? 33 * Second : 17 * Second);
        var bodies = run.Probes.Where(p => p.Device.EndsWith("-pfn", StringComparison.Ordinal)).ToList();
        var took = bodies.Max(p => p.EndNs) - bodies.Min(p => p.StartNs);
        took.ShouldBeInRange((long)(((4 * h) + 1 - h) * t * 0.999), (long)(((4 * h) + 1 - h) * t * 1.001));
        run.Of(TraceKind.NamedLockWait).Count().ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_45_a_personality_begins_its_work_when_the_probe_of_its_namespace_has_returned(string generation)
    {
        var run = WithNodes(2).Device("ns", 1, "nd").Device("pfn", 1, "nd").Sync("nd_pmem", "nd")
            .Body("ns", null, [Call(EventOperation.NdDeviceRegister, "pfn"), new WaitStep(50 * Ms)], result: new ErrorResult(-6, 0))
            .Body("pfn", null, [new WaitStep(10 * Ms)], before: [Call(EventOperation.DeviceLockBarrier, "ns")])
            .Register("nd_pmem").Do(EventOperation.NdDeviceRegister, "ns").Do(EventOperation.NdSynchronize).RunOf(generation);

        var space = run.Probe("ns");
        run.Probe("pfn").StartNs.ShouldBeLessThan(space.EndNs, "its job is there long before");
        var barrier = run.Of(TraceKind.LockAcquired, "ns").ShouldHaveSingleItem();
        barrier.TimeNs.ShouldBeGreaterThanOrEqualTo(space.EndNs);
        run.Probe("pfn").EndNs.ShouldBeInRange(barrier.TimeNs + (10 * Ms), barrier.TimeNs + (11 * Ms));
        run.BoundTo("pfn").ShouldBe("nd_pmem");
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_46_a_full_synchronise_does_not_wait_for_registrations_and_nd_synchronize_does(string generation)
    {
        var run = WithNodes(2).Device("region", 1, "nd").Sync("nd_region", "nd").Probe("region", sleepMs: 100).Register("nd_region")
            .Do(EventOperation.NdDeviceRegister, "region").Do(EventOperation.AsyncSynchronizeFull).Do(EventOperation.NdSynchronize).RunOf(generation);

        run.DurationNs(EventOperation.AsyncSynchronizeFull).ShouldBeLessThan(Ms);
        run.DurationNs(EventOperation.NdSynchronize).ShouldBeGreaterThan(99 * Ms);
        run.Call(EventOperation.NdSynchronize).EndNs.ShouldBeGreaterThanOrEqualTo(run.Probe("region").EndNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Raw_namespaces_that_are_there_before_their_driver_are_mapped_one_after_another_by_whoever_loads_it(string generation)
    {
        var devicesFirst = YamlRun.Of(Regions("none, map: true", nodes: 2) + DeviceFirst, generation);
        var driverFirst = YamlRun.Of(Regions("none, map: true", nodes: 2) + DriverFirst, generation);

        var onNode = generation is "rfc-2026";
        devicesFirst.Probe("namespace1.0").StartNs.ShouldBeGreaterThanOrEqualTo(devicesFirst.Probe("namespace0.0").EndNs);
        devicesFirst.Probe("namespace1.0").StartNode.ShouldBe(onNode ? 1 : 0);
        driverFirst.Probe("namespace1.0").StartNs.ShouldBeLessThan(driverFirst.Probe("namespace0.0").EndNs);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Namespaces_with_a_pfn_block_escape_the_walk_of_a_driver_that_comes_late(string generation)
    {
        var run = YamlRun.Of(Regions("pfn", nodes: 2) + DeviceFirst, generation);

        // the load itself may wait: its walk goes on over devices that are appended meanwhile, and then over the lock of one being mapped
        run.Probe("namespace1.0").IsAsync.ShouldBeFalse();
        run.Probe("namespace1.0-pfn").StartNs.ShouldBeLessThan(run.Probe("namespace0.0-pfn").EndNs);
        run.Probe("namespace1.0-pfn").IsAsync.ShouldBeTrue();
    }

    [Theory]
    [InlineData("v6.12", -95, true)]
    [InlineData("v6.1", -6, false)]
    [InlineData("v4.19", -6, false)]
    public void An_info_block_that_cannot_be_used_is_an_error_of_its_own_in_6_12_only_and_uses_the_seed_there(string generation, int result, bool advances)
    {
        var run = YamlRun.Of(Regions("unusable", nodes: 1) + DriverFirst, generation);

        run.Probe("namespace0.0").Result.ShouldBe(result);
        run.Warnings("namespace0.0").ShouldBe(advances ? [WarningKind.ProbeFailed] : []);
        run.Of(TraceKind.DeviceAdded, "region0-namespace-seed").Count().ShouldBe(advances ? 1 : 0);
    }

    [Fact]
    public void A_personality_of_a_bound_namespace_is_busy_and_a_claimed_namespace_is_refused_at_once()
    {
        // registered by hand while the raw namespace is bound, as a user's write to sysfs would
        var scenario = YamlRun.Load(Regions("pfn", nodes: 1) + "events: [module_load: libnvdimm, device_add: 'ACPI0012:00', module_load: nfit, nd_synchronize: , module_load: nd_pmem, nd_synchronize: , drivers_probe: namespace0.0]\n");
        var claimed = Outcome.Of(scenario, Generation("v6.12"), 1);
        var raw = scenario with { Probes = [.. scenario.Probes.Select(r => r.Device is "namespace0.0" ? r with { Work = [], Result = new SuccessResult() } : r)] };
        var busy = Outcome.Of(raw with { Events = [.. raw.Events.SkipLast(1), raw.Events[^1] with { Operation = EventOperation.NdDeviceRegister, Target = "namespace0.0-pfn" }] }, Generation("v6.12"), 1);

        claimed.Tries("namespace0.0").ShouldBe(["nd_pmem -6 caller", "nd_pmem -6 caller"]);
        claimed.Records.OfType<NumaProbe.Shared.Events.Records.CallRecord>().Count(c => c.Op == "nd_device_register" && c.Target == "namespace0.0-pfn").ShouldBe(1, "the second try looks no further");
        busy.Probe("namespace0.0-pfn").Result.ShouldBe(-16);
    }

    [Fact]
    public void Seeds_are_idle_and_a_new_one_comes_when_the_namespace_seed_is_used()
    {
        var run = YamlRun.Of(Regions("none", nodes: 1) + DriverFirst, "v6.12");

        foreach (var seed in (string[])["region0-btt-seed", "region0-pfn-seed", "region0-namespace-seed"])
        {
            run.Tries(seed).ShouldBe(["nd_pmem -19 async"]);
        }

        YamlRun.Names(run).ShouldContain("namespace0.1 region0-namespace-seed");
        run.Probes.ShouldNotContain(p => p.Device == "region0-dax-seed", "no driver takes it");
    }

    [Fact]
    public void Of_the_numbers_of_personalities_and_seeds_whoever_comes_first_has_the_lowest()
    {
        // with reading that takes no time a namespace's probe can be before the end of its region's
        var quick = YamlRun.Of(Pmem("pfn", nodes: 1, machine: 1, spaces: 3) + "costs: {worker_wake: 1us, worker_wake_jitter: 0}\n" + DriverFirst, "v6.12");
        var slow = YamlRun.Of(Pmem("pfn", nodes: 1, machine: 1, spaces: 3) + "costs: {worker_wake: 1ms, worker_wake_jitter: 0}\n" + DriverFirst, "v6.12");

        YamlRun.Names(slow).ShouldContain("pfn0.0 region0-pfn-seed");
        foreach (var run in new[] { quick, slow })
        {
            YamlRun.Names(run).Where(n => n.StartsWith("pfn", StringComparison.Ordinal)).Select(n => n.Split(' ')[0]).ShouldBe(["pfn0.0", "pfn0.1", "pfn0.2", "pfn0.3"]);
        }
    }

    [Fact]
    public void A_btt_disk_has_an_s_behind_its_name_and_a_second_namespace_its_number()
    {
        var run = YamlRun.Of(Pmem("btt", nodes: 1, machine: 1, spaces: 2) + Costs + DriverFirst, "v6.12");

        YamlRun.Names(run).Where(n => n.StartsWith("pmem", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ShouldBe(["pmem0.1s namespace0.1-btt", "pmem0s namespace0.0-btt"]);
        run.Of(TraceKind.NamedLockReleased).ShouldBeEmpty("nothing is mapped");
    }

    [Fact]
    public void At_the_limit_of_entries_a_device_is_registered_by_its_caller()
    {
        var machine = WithNodes(1).Device("region", 0, "nd").Sync("nd_region", "nd").Probe("region", sleepMs: 1).Register("nd_region");
        machine.Fill(32_769, 1_000);

        var run = machine.Do(EventOperation.NdDeviceRegister, "region").RunOf("v6.12");

        run.Of(TraceKind.AsyncInline).Select(e => ((AsyncSide)e.B, e.Thread)).ShouldBe([(AsyncSide.Registration, 0)]);
        run.Probe("region").Thread.ShouldBe(0);
        run.BoundTo("region").ShouldBe("nd_region");
    }

    [Fact]
    public void A_device_that_is_there_or_waits_for_its_job_is_not_registered_again()
    {
        var run = WithNodes(1).Device("region", 0, "nd").Do(EventOperation.NdDeviceRegister, "region").Do(EventOperation.NdDeviceRegister, "region")
            .Do(EventOperation.NdSynchronize).Do(EventOperation.NdDeviceRegister, "region").Delete("region").Do(EventOperation.DeviceLockBarrier, "region").RunOf("v6.12");

        run.Records.OfType<NumaProbe.Shared.Events.Records.CallRecord>().Select(c => c.Result).ShouldBe([0, -17, 0, -17, 0, -19]);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [InlineData(0.0, 39)]
    [InlineData(0.447, 32)]
    [InlineData(1.0, 23)]
    public void The_share_of_page_work_that_cares_for_no_placement_is_as_quick_from_afar(double share, long seconds)
    {
        // 23 s x (share + (1 - share) x 1.696)
        var costs = FormattableString.Invariant($"costs: {{memory_bandwidth: 2137MiB/s, page_tables_per_section: 0, page_init_unplaced_share: {share}}}\n");
        var run = YamlRun.Of(
            "topology: \"2 nodes x 2 cpus, 3TiB, distance 20\"\ndrivers: [{name: pmem}]\ndevices: [{name: d, match: pmem, numa_node: 1}]\nprobes: [{driver: pmem, steps: [map_pages: 3TiB]}]\n"
            + costs + "events: [driver_register: pmem, device_add: d]\n",
            "v6.12");

        var probe = run.Probe("d");
        ((probe.EndNs - probe.StartNs) / (double)Second).ShouldBe(seconds, 0.2);
    }

    [Theory]
    [InlineData(1.0, 46)]
    [InlineData(0.25, 29)]
    [InlineData(0.0, 23)]
    public void Pages_that_were_initialised_before_take_their_share_when_the_driver_is_bound_again_but_not_on_a_new_device(double share, long seconds)
    {
        var costs = FormattableString.Invariant($"costs: {{memory_bandwidth: 2137MiB/s, page_tables_per_section: 0, page_init_again_share: {share}}}\n");
        var text = "topology: \"1 node x 2 cpus, 3TiB\"\ndrivers: [{name: pmem}]\ndevices: [{name: d, match: pmem, numa_node: 0}]\nprobes: [{driver: pmem, steps: [map_pages: 3TiB]}]\n" + costs;
        var again = YamlRun.Of(text + "events: [driver_register: pmem, device_add: d, unbind: \"pmem:d\", bind: \"pmem:d\"]\n", "v6.12");
        var anew = YamlRun.Of(text + "events: [driver_register: pmem, device_add: d, device_del: d, device_add: d]\n", "v6.12");

        (again.Probes.Sum(p => p.EndNs - p.StartNs) / (double)Second).ShouldBe(seconds, 0.3);
        (anew.Probes.Sum(p => p.EndNs - p.StartNs) / (double)Second).ShouldBe(46, 0.3);
    }

    private static string Regions(string block, int nodes) => Pmem(block, nodes, machine: 2) + Costs;

    /// <summary>Regions of namespaces of 1 TiB on the first nodes of a machine.</summary>
    private static string Pmem(string block, int nodes, int machine, int spaces = 1)
    {
        var space = $"{{size: 1TiB, info_block: {block}}}";
        var regions = Enumerable.Range(0, nodes).Select(node =>
            FormattableString.Invariant($"  - {{numa_node: {node}, namespaces: [{string.Join(", ", Enumerable.Repeat(space, spaces))}]}}\n"));
        return FormattableString.Invariant($"topology: \"{machine} nodes x 4 cpus, 3TiB, distance 20\"\nnvdimm:\n  regions:\n{string.Concat(regions)}");
    }
}
