using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>Which names survive probing in parallel, and how libata and SCSI keep the order of their disks.</summary>
public sealed class NameOrderRules
{
    private const ulong Schedules = 1_000;

    private const string Pmem = """
        topology: "2 nodes x 4 cpus, 3TiB, distance 20"
        nvdimm:
          regions:
          - {numa_node: 0, namespaces: [{size: 1GiB, info_block: pfn}, {size: 1GiB, info_block: btt}, {size: 1GiB, info_block: none}]}
          - {numa_node: 1, namespaces: [{size: 1GiB, info_block: pfn}, {size: 1GiB, info_block: pfn}]}
        events: [module_load: libnvdimm, module_load: nd_pmem, device_add: "ACPI0012:00", module_load: nfit, nd_synchronize: ]
        """;

    private const string Disks = """
        topology: "1 nodes x 8 cpus, 1GiB"
        drivers: [{name: sd, async_since: v5.3, match: disk}]
        devices: [{name: "disk{0..3}", match: disk}]
        probes: [{driver: sd, steps: [compute: "uniform(10us,100us)", index: sd, wait: 1ms]}]
        events: [device_add: "disk{0..3}", driver_register: sd, async_synchronize_full: ]
        """;

    /// <summary>Two hosts, the first one slower, of two disks each.</summary>
    private const string Scsi = """
        topology: "1 nodes x 8 cpus, 1GiB"
        drivers: [{name: hba}, {name: sd, async_since: v5.3, match: disk}]
        devices: [{name: "hba{0..1}", match: hba}, {name: "disk0-{0..1}", match: disk, parent: hba0}, {name: "disk1-{0..1}", match: disk, parent: hba1}]
        probes:
        - {device: hba0, steps: [index: host, scsi_scan_host: {scan: [wait: 50ms], publish: [device_add: "disk0-{0..1}"]}]}
        - {device: hba1, steps: [index: host, scsi_scan_host: {scan: [wait: 10ms], publish: [device_add: "disk1-{0..1}"]}]}
        - {driver: sd, steps: [compute: "uniform(10us,100us)", index: sd, wait: 1ms]}
        costs: {device_add_before_probe: 10us}
        """;

    private const string Scan = "\nevents: [driver_register: [hba, sd], device_add: \"hba{0..1}\", scsi_complete_async_scans: , async_synchronize_full: ]\n";

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_36_names_of_pmem_disks_are_the_same_in_any_schedule(string generation) =>
        Mappings(Pmem, generation, "pmem").ShouldHaveSingleItem()
            .ShouldBe("pmem0 namespace0.0-pfn, pmem0.1s namespace0.1-btt, pmem0.2 namespace0.2, pmem1 namespace1.0-pfn, pmem1.1 namespace1.1-pfn");

    [Theory]
    [InlineData("v4.19")]
    [InlineData("v5.1")]
    public void Line_36_letters_of_disks_are_the_same_in_any_schedule_before_5_3(string generation) =>
        Mappings(Disks, generation, "sd").ShouldHaveSingleItem().ShouldBe("sda disk0, sdb disk1, sdc disk2, sdd disk3");

    [Theory]
    [InlineData("v5.15")]
    [InlineData("v6.1")]
    [InlineData("v6.12")]
    public void Line_36_letters_of_disks_depend_on_the_schedule_since_5_3(string generation) =>
        Mappings(Disks, generation, "sd").Count.ShouldBeGreaterThan(1);

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_37_ports_wait_for_their_hardware_at_once_and_are_scanned_in_their_order(string generation)
    {
        var run = YamlRun.Of(Ata(inParallel: true), generation);

        run.Of(TraceKind.DeviceAdded).Select(run.Name).ShouldBe(["ahci", "disk0", "disk1", "disk2", "disk3"]);
        run.Of(TraceKind.PartStart).Max(e => e.TimeNs).ShouldBeLessThan(5 * Ms, "all wait at once");
        run.Of(TraceKind.DeviceAdded, "disk3").Single().TimeNs.ShouldBeInRange(50 * Ms, 52 * Ms);
        run.End.Status.ShouldBe(RunStatus.Completed);
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Line_37_a_host_that_may_not_scan_in_parallel_waits_for_one_port_after_another(string generation)
    {
        var run = YamlRun.Of(Ata(inParallel: false), generation);

        run.Of(TraceKind.DeviceAdded).Select(run.Name).ShouldBe(["ahci", "disk0", "disk1", "disk2", "disk3"]);
        run.Of(TraceKind.DeviceAdded, "disk3").Single().TimeNs.ShouldBeInRange(110 * Ms, 115 * Ms, "50 + 10 + 30 + 20 ms");
    }

    [Theory]
    [MemberData(nameof(Kernels.All), MemberType = typeof(Kernels))]
    public void Scsi_hosts_scan_at_once_and_publish_in_the_order_in_which_they_began(string generation)
    {
        var run = YamlRun.Of(Scsi + Scan, generation);

        run.Of(TraceKind.DeviceAdded).Select(run.Name).ShouldBe(["hba0", "hba1", "disk0-0", "disk0-1", "disk1-0", "disk1-1"]);
        run.Of(TraceKind.DeviceAdded, "disk1-1").Single().TimeNs.ShouldBeInRange(50 * Ms, 55 * Ms, "the scans overlap");
        var wait = run.Of(TraceKind.SyncWait, "hba1").ShouldHaveSingleItem();
        ((SyncDomain)wait.A).ShouldBe(SyncDomain.ScsiScans);
        run.Call(Shared.Operations.EventOperation.ScsiCompleteAsyncScans).EndNs.ShouldBeGreaterThanOrEqualTo(run.Of(TraceKind.DeviceAdded, "disk1-1").Single().TimeNs);
    }

    [Fact]
    public void A_scsi_host_whose_scan_is_refused_at_the_limit_of_entries_scans_in_its_caller_and_in_its_turn()
    {
        var events = "\nevents: [driver_register: [hba, sd], async_job: [" + string.Join(", ", Enumerable.Repeat("'0:1000'", 32_769)) + "], device_add: \"hba{0..1}\"]\n";
        var run = YamlRun.Of(Scsi + events, "v6.12");

        run.Of(TraceKind.AsyncInline).Select(e => (AsyncSide)e.B).First().ShouldBe(AsyncSide.Part);
        run.Of(TraceKind.DeviceAdded).Select(run.Name).ShouldBe(["hba0", "disk0-0", "disk0-1", "hba1", "disk1-0", "disk1-1"]);
    }

    [Theory]
    [InlineData("v4.19", true)]
    [InlineData("v6.12", false)]
    public void Scsi_devices_come_in_one_order_and_their_letters_only_before_5_3(string generation, bool areStable)
    {
        var orders = Enumerable.Range(1, 100).Select(seed => YamlRun.Of(Scsi + Scan, generation, (ulong)seed))
            .Select(run => string.Join(' ', run.Of(TraceKind.DeviceAdded).Select(run.Name))).Distinct(StringComparer.Ordinal);

        orders.ShouldHaveSingleItem();
        (Mappings(Scsi + Scan, generation, "sd").Count == 1).ShouldBe(areStable);
    }

    /// <summary>Every way in which the names of a class were given, over many seeds.</summary>
    private static HashSet<string> Mappings(string sections, string generation, string prefix)
    {
        var scenario = YamlRun.Load(sections);
        HashSet<string> mappings = new(StringComparer.Ordinal);
        for (var seed = 1UL; seed <= Schedules; seed++)
        {
            var names = YamlRun.Names(Outcome.Of(scenario, Generation(generation), seed));
            mappings.Add(string.Join(", ", names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
        }

        return mappings;
    }

    private static string Ata(bool inParallel) => $$"""
        topology: "1 nodes x 8 cpus, 1GiB"
        drivers: [{name: ahci}, {name: sd, match: disk}]
        devices: [{name: ahci}, {name: "disk{0..3}", match: disk, parent: ahci}]
        probes:
        - device: ahci
          steps:
          - ata_host_register:
              ports: [[wait: 50ms], [wait: 10ms], [wait: 30ms], [wait: 20ms]]
              scan: [[device_add: disk0], [device_add: disk1], [device_add: disk2], [device_add: disk3]]
              parallel_scan: {{(inParallel ? "true" : "false")}}
        events: [driver_register: [ahci, sd], device_add: ahci, async_synchronize_full: ]
        """;
}
