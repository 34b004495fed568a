using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>The PCI bus: pci_call_probe(), work_on_cpu() and what follows for probes of one node, on every generation.</summary>
public sealed class PciRules
{
    private const string Proposal = "rfc-2026";

    /// <summary>Generations whose PCI places probes itself.</summary>
    public static TheoryData<string> Placing => ["v4.19", "rfc-2018", "v5.1", "v5.15", "v6.1", "v6.12"];

    [Theory]
    [MemberData(nameof(Placing))]
    public void Line_28_a_synchronous_probe_runs_on_the_first_cpu_of_the_devices_node_while_its_caller_waits(string generation)
    {
        var run = Machine(1).Sync("drv", bus: "pci").Probe(sleepMs: 10).AddAll().Register("drv").RunOf(generation);

        var probe = run.Probe("p0");
        (ThreadId.Name(probe.Thread), probe.StartCpu, probe.EndCpu, probe.How).ShouldBe(("kworker/2:1", 2, 2, "caller"));
        run.DurationNs(EventOperation.DriverRegister).ShouldBeGreaterThanOrEqualTo(10 * Ms);
        var handedOver = run.Of(TraceKind.HandedOver).Single();
        (handedOver.Thread, handedOver.Cpu, handedOver.A, handedOver.B, handedOver.C).ShouldBe((0, 0, 1L, 2L, -1L));
        run.Of(TraceKind.Bound, "p0").Single().Thread.ShouldBe(0, "the caller goes on with what follows probe()");
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void Line_28_the_first_cpu_of_the_node_it_is_even_when_the_caller_is_on_another_one_of_it(string generation)
    {
        var run = Machine(1).FirstThreadOn(3).Sync("drv", bus: "pci").Probe(sleepMs: 1).AddAll().Register("drv").RunOf(generation);

        run.Probe("p0").StartCpu.ShouldBe(2);
    }

    [Theory]
    [InlineData("v4.19", 2, 0, 0)]
    [InlineData("rfc-2018", 2, 0, 0)]
    [InlineData("v5.1", 2, 0, 0)]
    [InlineData("v5.15", 3, 0, 0)]
    [InlineData("v6.1", 3, 0, 0)]
    [InlineData("v6.12", 3, 0, 0)]
    public void Line_28_the_first_housekeeping_cpu_since_5_15_and_before_the_first_that_is_online(string generation, int isolatedFirst, int offlineNode, int noNode)
    {
        Placed(Machine(1).Boot("isolcpus=2"), generation).ShouldBe(isolatedFirst);
        Placed(Machine(1).Boot("nohz_full=2"), generation).ShouldBe(isolatedFirst);
        Placed(Machine(1).Boot("isolcpus=nohz,2"), generation).ShouldBe(2, "nohz alone keeps nothing off");
        Placed(Machine(1).OfflineAtStart(2), generation).ShouldBe(3);
        Placed(Machine(1).OfflineAtStart(2, 3), generation).ShouldBe(offlineNode);
        Placed(Machine(-1), generation).ShouldBe(noNode);
        Placed(Machine(9), generation).ShouldBe(noNode);
    }

    [Theory]
    [InlineData("v4.19", "kworker/2:1")]
    [InlineData("v5.1", "kworker/2:1")]
    [InlineData("v5.15", "thread 0")]
    [InlineData("v6.1", "thread 0")]
    [InlineData("v6.12", "thread 0")]
    public void Line_28_a_node_whose_cpus_are_all_isolated_leaves_the_probe_to_its_caller(string generation, string thread)
    {
        var run = Machine(1).Boot("isolcpus=2,3").Sync("drv", bus: "pci").AddAll().Register("drv").RunOf(generation);

        ThreadId.Name(run.Probe("p0").Thread).ShouldBe(thread);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_28_a_virtual_function_added_inside_the_probe_of_its_physical_function_is_probed_in_place(string generation)
    {
        var run = Machine(1, 1).Physfn("p1", "p0").Sync("drv", bus: "pci").Body("p0", "drv", [new WaitStep(Ms), Call(EventOperation.DeviceAdd, "p1")])
            .Probe("p1", sleepMs: 5).Register("drv").Add("p0").RunOf(generation);

        run.Tries("p1").ShouldBe(["drv 0 nested"]);
        run.Probe("p1").Thread.ShouldBe(run.Probe("p0").Thread);
        run.Of(TraceKind.HandedOver).Select(run.Name).ShouldBe(["p0"]);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void Line_28_a_virtual_function_added_later_and_any_other_device_added_inside_a_probe_are_placed(string generation)
    {
        var run = Machine(1, 1, 1).Physfn("p1", "p0").Sync("drv", bus: "pci").Body("p0", "drv", [Call(EventOperation.DeviceAdd, "p2")])
            .Register("drv").Add("p0", "p1").RunOf(generation);

        run.Of(TraceKind.HandedOver).Select(run.Name).ShouldBe(["p0", "p2", "p1"]);
        run.Probe("p2").Thread.ShouldNotBe(run.Probe("p0").Thread, "the worker of p0 sleeps, and another one of its CPU probes p2");
        run.Probe("p2").StartCpu.ShouldBe(2);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void Line_29_asynchronous_probes_of_one_node_add_up_while_they_compute(string generation)
    {
        var run = Async(generation, new ComputeStep(20 * Ms));

        Together(run).ShouldBeInRange(60 * Ms, 61 * Ms);
        run.MostProbesAtOnce.ShouldBe(1, "the pool of the CPU begins one after another");
        run.Probes.ShouldAllBe(p => p.StartCpu == 2 && p.EndCpu == 2 && ThreadId.IsCpuWorker(p.Thread));
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void Line_29_asynchronous_probes_of_one_node_overlap_while_they_sleep(string generation)
    {
        var run = Async(generation, new WaitStep(20 * Ms));

        Together(run).ShouldBeInRange(20 * Ms, 21 * Ms);
        run.MostProbesAtOnce.ShouldBe(3);
        run.Probes.Select(p => p.Thread).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Line_29_under_the_proposal_they_compute_in_parallel_on_the_nodes_cpus()
    {
        var run = Machine(1, 1).Async("drv", bus: "pci").Body(null, null, [new ComputeStep(20 * Ms)]).Register("drv").AddAll().RunOf(Proposal);

        Together(run).ShouldBeInRange(20 * Ms, 21 * Ms);
        run.Probes.ShouldAllBe(p => !ThreadId.IsCpuWorker(p.Thread) && p.StartNode == 1);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void An_asynchronous_probe_keeps_its_async_worker_waiting_and_counts_against_its_limit(string generation)
    {
        var run = Machine(1, 1, 1).Kernel(k => k with { AsyncMaxActive = 2 }).Async("drv", bus: "pci").Probe(sleepMs: 10)
            .Add("p0", "p1").Register("drv").Add("p2").RunOf(generation == "v4.19" ? "rfc-2018" : generation);

        run.Probes.ShouldAllBe(p => p.How == "async");
        run.Of(TraceKind.HandedOver).ShouldAllBe(e => ThreadId.IsWorker(e.Thread) && !ThreadId.IsCpuWorker(e.Thread));
        run.MostProbesAtOnce.ShouldBe(2);
    }

    [Fact]
    public void Two_nodes_compute_in_parallel()
    {
        var run = Machine(0, 1).Async("drv", bus: "pci").Body(null, null, [new ComputeStep(20 * Ms)]).AddAll().Register("drv").RunOf("v6.12");

        Together(run).ShouldBeInRange(20 * Ms, 21 * Ms);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void No_cpu_changes_while_a_pci_device_is_probed(string generation)
    {
        var run = Machine(1).Sync("drv", bus: "pci").Probe(sleepMs: 20).Thread(0).AddAll().Register("drv")
            .On(1).At(5).Do(EventOperation.CpuOffline, "3").Do(EventOperation.NodeOffline, "1").At(50).Do(EventOperation.CpuOffline, "3").RunOf(generation);

        run.Call(2).Result.ShouldBe(-16);
        run.Call(3).Result.ShouldBe(-16);
        run.Call(4).Result.ShouldBe(0);
        run.Of(TraceKind.CpuState).Select(e => e.A).ShouldBe([3L]);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void No_cpu_comes_online_while_a_pci_device_is_probed_but_one_that_is_online_stays_so(string generation)
    {
        var run = Machine(1).OfflineAtStart(3).Sync("drv", bus: "pci").Probe(sleepMs: 20).Thread(0).AddAll().Register("drv")
            .On(1).At(5).Do(EventOperation.CpuOnline, "3").Do(EventOperation.CpuOnline, "2").At(50).Do(EventOperation.CpuOnline, "3").RunOf(generation);

        new[] { run.Call(2).Result, run.Call(3).Result, run.Call(4).Result }.ShouldBe([-16, 0, 0]);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void A_pci_probe_waits_for_a_cpu_that_is_going_offline_and_then_runs_on_another(string generation)
    {
        var run = Machine(1).Costs(c => c with { CpuOfflineNs = 20 * Ms }).Sync("drv", bus: "pci").Thread(0).Add("p0").At(5).Register("drv")
            .On(1).At(1).Do(EventOperation.CpuOffline, "2").RunOf(generation);

        run.Call(2).Result.ShouldBe(0);
        run.Probe("p0").StartNs.ShouldBeGreaterThan(21 * Ms);
        run.Probe("p0").StartCpu.ShouldBe(3);
    }

    [Fact]
    public void Under_the_proposal_and_on_other_buses_cpus_change_during_probes()
    {
        Machine(1).Sync("drv", bus: "pci").Probe(sleepMs: 20).Thread(0).AddAll().Register("drv")
            .On(1).At(5).Do(EventOperation.CpuOffline, "3").RunOf(Proposal).Call(2).Result.ShouldBe(0);
        WithNodes(2).Devices(1).Sync("drv").Probe(sleepMs: 20).Thread(0).AddAll().Register("drv")
            .On(1).At(5).Do(EventOperation.CpuOffline, "3").RunOf("v6.12").Call(2).Result.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void A_job_that_waits_for_all_asynchronous_work_in_a_pci_probe_waits_for_itself(string generation)
    {
        var run = Machine(1).Async("drv", bus: "pci").Body(null, null, [Call(EventOperation.AsyncSynchronizeFull)]).Register("drv").AddAll().RunOf(generation);

        run.End.Status.ShouldBe(RunStatus.Hung);
        run.Found().ShouldBe(["self-wait - - mended none"]);
        run.Cycle().Count.ShouldBe(2);
        run.Warnings().ShouldNotContain(WarningKind.SynchronizesInsideJob, "a worker of a CPU is no async worker, so current_is_async() says no");
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void A_pci_device_gets_its_node_from_the_bridge_above_it_and_a_platform_device_without_parent_has_none(string generation)
    {
        var run = WithNodes(3).Pci().Device("host", 2, "none").Device("bridge", match: "none", bus: "pci", parent: "host").Device("p", bus: "pci", parent: "bridge")
            .Device("plat").Sync("drv", bus: "pci").Add("host", "bridge", "p", "plat").Register("drv").RunOf(generation);

        run.Probe("p").StartCpu.ShouldBe(4);
        run.Final("plat").Node.ShouldBe(-1);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void A_node_written_by_hand_taints_the_kernel_and_counts_for_the_next_probe(string generation)
    {
        var run = Machine(1).Sync("drv", bus: "pci").Probe(sleepMs: 20).Thread(0).Add("p0").Register("drv").Do(EventOperation.Reprobe, "p0")
            .On(1).At(5).Do(EventOperation.SetNumaNode, "p0:2").Do(EventOperation.SetNumaNode, "p0:2").RunOf(generation);

        run.Probes.Select(p => (p.StartCpu, p.EndCpu)).ShouldBe([(2, 2), (4, 4)]);
        run.Warnings("p0").ShouldBe([WarningKind.NodeOverridden], "what changes nothing is no override");
        run.Final("p0").Node.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void Without_a_node_written_by_hand_the_caller_probes_and_a_wrong_node_misplaces_it(string generation)
    {
        var none = Machine(1).Add("p0").Do(EventOperation.SetNumaNode, "p0:-1").Sync("drv", bus: "pci").Register("drv").RunOf(generation);
        none.Probe("p0").Thread.ShouldBe(0);

        // the memory is on node 1, the firmware says 2
        var wrong = Machine(2).Sync("drv", bus: "pci").Body(null, null, [new TouchStep(1 << 20, 1)]).Add("p0").Register("drv").RunOf(generation);
        wrong.Probe("p0").StartNode.ShouldBe(2);
        wrong.Of(TraceKind.ProbeCost).Single().D.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Only_a_pci_device_that_is_there_takes_a_node_and_only_one_that_exists()
    {
        var run = Machine(1, 1).Device("plat", 1).Add("p0", "plat").Do(EventOperation.SetNumaNode, "p0:9").Do(EventOperation.SetNumaNode, "p1:1")
            .Do(EventOperation.SetNumaNode, "plat:0").RunOf("v6.12");

        Enumerable.Range(2, 3).Select(i => run.Call(i).Result).ShouldBe([-22, -19, -2]);
        run.Warnings().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("v6.12", "isolcpus=9-3", WarningKind.BadIsolatedCpus)]
    [InlineData("v6.12", "nohz_full=x", WarningKind.BadIsolatedCpus)]
    [InlineData("v6.12", "isolcpus=0-5", WarningKind.NoHousekeepingCpu)]
    [InlineData("v6.12", "isolcpus=nonsense,2", WarningKind.UnknownIsolationFlag)]
    [InlineData("v4.19", "isolcpus=managed_irq,2", WarningKind.UnknownIsolationFlag)]
    [InlineData("v5.15", "isolcpus=2 nohz_full=3", WarningKind.IsolationMismatch)]
    public void What_is_wrong_on_the_command_line_is_warned_of_at_boot_and_ignored(string generation, string commandLine, WarningKind warning) =>
        Machine(1).Boot(commandLine).RunOf(generation).Warnings().ShouldBe([warning]);

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_38_names_of_network_cards_are_a_race_when_their_driver_is_asynchronous_and_fixed_when_it_is_not(string generation)
    {
        string[] Names(bool isAsync, ulong seed)
        {
            var machine = Machine(1, 2).Body(null, null, [new ComputeStep(1000), new IndexStep("eth"), new WaitStep(Ms)]);
            (isAsync ? machine.Async("nic", bus: "pci") : machine.Sync("nic", bus: "pci")).Register("nic");

            // on two nodes, because the pool of one CPU takes them in their order; well after the driver, because 4.19 has one job for all that come before
            var run = machine.Costs(c => c with { DeviceAddBeforeProbeNs = 100, DeviceAddAfterProbeNs = 100, WorkerWakeJitterNs = 200_000 }).At(1).AddAll().RunOf(generation, seed);
            return [.. run.Of(TraceKind.NameAssigned).OrderBy(e => e.B).Select(run.Name)];
        }

        var seeds = Enumerable.Range(1, 40).Select(s => (ulong)s).ToList();
        seeds.Select(s => string.Join(' ', Names(isAsync: true, s))).Distinct().Order().ShouldBe(["p0 p1", "p1 p0"]);
        seeds.Select(s => string.Join(' ', Names(isAsync: false, s))).Distinct().ShouldBe(["p0 p1"]);
    }

    [Theory]
    [MemberData(nameof(Placing))]
    public void A_probe_that_waits_for_scsi_scans_sleeps_and_the_next_one_of_its_node_begins_meanwhile(string generation)
    {
        var run = YamlRun.Of(
            """
            topology: "2 nodes x 2 cpus"
            buses: [{name: pci, type: pci}]
            drivers: [{name: drv, bus: pci, match: [hba, nic], probe_type: async}]
            devices: [{name: hba, bus: pci, numa_node: 1}, {name: nic, bus: pci, numa_node: 1}]
            probes:
            - {device: hba, steps: [scsi_scan_host: {scan: [wait: 50ms]}, scsi_complete_async_scans: ]}
            - {device: nic, steps: [compute: 1ms]}
            events: [{driver_register: drv}, {at: 1ms, device_add: hba}, {at: 5ms, device_add: nic}]

            """,
            generation);

        run.Probe("hba").EndNs.ShouldBeGreaterThan(50 * Ms);
        run.Probe("nic").EndNs.ShouldBeLessThan(20 * Ms);
        run.Probe("nic").StartCpu.ShouldBe(run.Probe("hba").StartCpu);
    }

    private static Machine Machine(params int[] nodes) => WithNodes(3).Pci().PciDevices(nodes);

    private static int Placed(Machine machine, string generation) =>
        machine.Sync("drv", bus: "pci").AddAll().Register("drv").RunOf(generation).Probe("p0").StartCpu;

    // one job a device on every generation: the devices come well after their driver
    private static Outcome Async(string generation, ProbeStep step) =>
        Machine(1, 1, 1).Async("drv", bus: "pci").Body(null, null, [step]).Register("drv").At(1).AddAll().RunOf(generation);

    private static long Together(Outcome run) => run.Probes.Max(p => p.EndNs) - run.Probes.Min(p => p.StartNs);
}
