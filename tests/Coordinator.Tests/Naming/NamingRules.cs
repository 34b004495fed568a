using System.Collections.Immutable;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Naming;

/// <summary>Kernel names: where their numbers come from, when they are taken and when they come back.</summary>
public sealed class NamingRules
{
    private static readonly KernelGeneration Old = Generation("v6.1") with { Release = new KernelRelease(5, 1) };

    [Fact]
    public void Numbers_of_an_ida_are_taken_in_the_order_in_which_probes_come_to_the_step()
    {
        var machine = WithNodes(1, 4).Devices(0, 0, 0).Async("drv");
        for (var d = 0; d < 3; d++)
        {
            machine.Body($"d{d}", null, [new WaitStep((30 - (10 * d)) * Ms), new IndexStep("nvme")]);
        }

        var run = machine.AddAll().Register("drv").RunOf("v6.12");

        Names(run).ShouldBe(["nvme0 d2", "nvme1 d1", "nvme2 d0"]);
    }

    [Fact]
    public void Disks_keep_the_order_of_enumeration_up_to_5_2_and_not_afterwards()
    {
        ProbeStep[] slowestFirst = [new WaitStep(10 * Ms), new IndexStep("sd")];
        var machine = WithNodes(1, 4).Devices(0, 0, 0).Async("drv").Body("d0", null, [new WaitStep(30 * Ms), new IndexStep("sd")])
            .Body(null, null, [.. slowestFirst]).AddAll().Register("drv");

        Names(Outcome.Of(machine.Scenario(), Old, 1)).ShouldBe(["sda d0", "sdb d1", "sdc d2"]);
        Names(machine.RunOf("v6.12")).Last().ShouldBe("sdc d0");
    }

    [Fact]
    public void A_failed_probe_and_an_unbound_device_give_their_numbers_back_and_the_lowest_is_taken_next()
    {
        var run = WithNodes(1).Devices(0, 0, 0).Sync("drv")
            .Body("d0", null, [new IndexStep("eth")], result: new ErrorResult(-5, 0)).Body(null, null, [new IndexStep("eth")])
            .Register("drv").Add("d0", "d1", "d2").Do(EventOperation.Detach, "d1").Do(EventOperation.Attach, "d1").RunOf("v6.12");

        Names(run).ShouldBe(["eth0 d0", "eth0 d1", "eth1 d2", "eth0 d1"]);
        run.Of(TraceKind.NameReleased).Select(e => (e.Device, e.B)).ShouldBe([(0, 0L), (1, 0L)]);
    }

    [Fact]
    public void The_address_of_a_disk_is_its_position_at_its_host_whoever_is_probed_first()
    {
        var machine = WithNodes(1, 4).Device("h0", 0, "hba").Device("h1", 0, "hba").Async("hba", "hba").Async("sd", "disk");
        for (var host = 0; host < 2; host++)
        {
            machine.Device($"x{host}", 0, "disk", parent: $"h{host}").Device($"y{host}", 0, "disk", parent: $"h{host}")
                .Body($"h{host}", null, [new WaitStep((20 - (10 * host)) * Ms), new IndexStep("host"), new CallStep(0, EventOperation.DeviceAdd, $"y{host}"), new CallStep(0, EventOperation.DeviceAdd, $"x{host}")]);
        }

        var run = machine.Body(null, "sd", [new IndexStep("scsi")]).Add("h0", "h1").Register("sd").Register("hba").RunOf("v6.12");

        Names(run).ShouldBe(["host0 h1", "0:0:1:0 y1", "0:0:0:0 x1", "host1 h0", "1:0:1:0 y0", "1:0:0:0 x0"]);
    }

    [Fact]
    public void A_counter_never_gives_a_number_twice()
    {
        var run = WithNodes(1).Devices(0, 0).Sync("drv").Body(null, null, [new IndexStep("input")])
            .Register("drv").AddAll().Do(EventOperation.Reprobe, "d0").RunOf("v6.12");

        Names(run).ShouldBe(["input0 d0", "input1 d1", "input2 d0"]);
    }

    [Fact]
    public void An_alias_keeps_its_number_and_the_others_come_after_the_highest()
    {
        var scenario = WithNodes(1).Devices(0, 0, 0).Sync("drv").Body(null, null, [new IndexStep("mmc"), new IndexStep("mmcblk")])
            .Register("drv").Add("d0", "d2", "d1").Scenario() with
        {
            Naming = [BuiltInNaming.Find("mmc")! with { Fixed = [new FixedIndex("d1", 0), new FixedIndex("d2", 2)] }],
        };

        Names(Outcome.Of(scenario, Generation("v6.12"), 1))
            .ShouldBe(["mmc3 d0", "mmcblk3 d0", "mmc2 d2", "mmcblk2 d2", "mmc0 d1", "mmcblk0 d1"]);
    }

    [Fact]
    public void A_namespace_with_a_pfn_block_stays_unbound_and_its_pfn_device_gives_the_disk_its_name()
    {
        var machine = WithNodes(2).Device("region0", 1, "region").Device("ns0", -1, "ns", parent: "region0").Device("pfn0", -1, "pfn", parent: "ns0")
            .Sync("nd_region", "region").Sync("nd_pmem", "ns,pfn");
        var run = machine
            .Body("region0", null, [new IndexStep("region"), Call(EventOperation.DeviceAdd, "ns0")])
            .Body("ns0", null, [new IndexStep("namespace"), new IndexStep("pfn"), Call(EventOperation.DeviceAdd, "pfn0")], result: new ErrorResult(-6, 0))
            .Body("pfn0", null, [new TouchStep(1 << 20, null), new IndexStep("pmem")])
            .Register("nd_region", "nd_pmem").Add("region0").RunOf("v6.12");

        Names(run).ShouldBe(["region0 region0", "namespace0.0 ns0", "pfn0.0 ns0", "pmem0 pfn0"]);
        run.Probes.Single(p => p.Device == "ns0").Result.ShouldBe(-6);
        run.Of(TraceKind.Bound).Select(e => e.Device).ShouldBe([2, 0], ignoreOrder: true);
    }

    [Fact]
    public void Each_owner_has_numbers_of_its_own_in_a_class_that_belongs_to_another()
    {
        var machine = WithNodes(1).Device("c0", 0, "c").Device("c1", 0, "c").Device("a", 0, "n", parent: "c0").Device("b", 0, "n", parent: "c1")
            .Device("c", 0, "n", parent: "c1").Sync("nvme", "c").Sync("ns", "n");
        var run = machine.Body(null, "nvme", [new IndexStep("nvme")]).Body(null, "ns", [new IndexStep("nvme_ns")])
            .Register("nvme", "ns").AddAll().RunOf("v6.12");

        Names(run).ShouldBe(["nvme0 c0", "nvme1 c1", "nvme0n1 a", "nvme1n1 b", "nvme1n2 c"]);
    }

    [Fact]
    public void A_table_gives_the_same_number_whoever_comes_first()
    {
        var run = WithNodes(1).Devices(0, 0, 0).Sync("drv").Body(null, null, [new IndexStep("ttyS"), new IndexStep("topology")])
            .Register("drv").Add("d2", "d0", "d1").RunOf("v6.12");

        Names(run).Where(n => n.StartsWith("ttyS", StringComparison.Ordinal)).ShouldBe(["ttyS2 d2", "ttyS0 d0", "ttyS1 d1"]);
        Names(run).Where(n => n.StartsWith('d')).ShouldBe(["d2 d2", "d0 d0", "d1 d1"]);
    }

    [Fact]
    public void Removing_a_device_takes_back_what_came_with_it()
    {
        var scenario = WithNodes(1).Devices(0, 0).Sync("drv").Body(null, null, [new IndexStep("disk")])
            .Register("drv").AddAll().Delete("d0").Add("d0").Scenario() with
        {
            Naming = [new NamingClass("disk", "disk{}", IndexSource.Ida, IndexTime.DeviceAdd)],
        };

        Names(Outcome.Of(scenario, Generation("v6.12"), 1)).ShouldBe(["disk0 d0", "disk1 d1", "disk0 d0"]);
    }

    [Fact]
    public void A_driver_became_asynchronous_in_the_release_it_says()
    {
        var machine = WithNodes(1, 4).Devices(0, 0).Driver("drv", Shared.Drivers.ProbeType.Default).Probe(sleepMs: 10).AddAll().Register("drv");
        var scenario = machine.Scenario();
        scenario = scenario with { Drivers = [scenario.Drivers[0] with { AsyncSince = "v6.12" }] };

        Outcome.Of(scenario, Generation("v6.1"), 1).Probes.ShouldAllBe(p => !p.IsAsync);
        Outcome.Of(scenario, Generation("v6.12"), 1).Probes.ShouldAllBe(p => p.IsAsync);
    }

    private static ImmutableArray<string> Names(Outcome run)
    {
        var names = TraceNames.From(run.Scenario);
        return [.. run.Of(TraceKind.NameAssigned).Select(e => $"{names.AssignedName(e)} {names.Device(e.Device)}")];
    }
}
