using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

/// <summary>The section on persistent memory becomes ordinary entries, which are written and read as such.</summary>
public sealed class NvdimmSectionTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(150);

    [Fact]
    public void Any_section_loads_and_what_it_becomes_loads_back_equal() => Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
    {
        var scenario = SomeNvdimm.Create(new Random(seed));
        var again = TestScenario.Load(ScenarioWriter.Write(scenario), "s.yaml");
        return ScenarioDifference.Find(scenario, again.Scenario.ShouldNotBeNull(again.Describe())) is null;
    }).Check(Many);

    [Fact]
    public void A_namespace_with_a_block_becomes_two_devices_and_two_rules_of_its_region()
    {
        var scenario = SomeYaml.Valid("nvdimm: {regions: [{numa_node: 1, namespaces: [{size: 3TiB, info_block: pfn}]}]}\n");

        scenario.Buses.Select(b => b.Name).ShouldBe(["platform", "acpi", "nd"]);
        scenario.Modules.Select(m => m.Name).ShouldBe(["libnvdimm", "nfit", "nd_pmem"]);
        scenario.Drivers.Select(d => d.Name).ShouldBe(["nd_bus", "nd_region", "nfit", "nd_pmem"]);
        scenario.Drivers.ShouldAllBe(d => d.ProbeType == Shared.Drivers.ProbeType.Default);
        scenario.Devices.Select(d => $"{d.Name} {d.NumaNode} {d.Parent} {d.Naming}").ShouldBe([
            "ACPI0012:00 -1  ", "ndbus0 -1 ACPI0012:00 ", "region0 1 ndbus0 region", "namespace0.0 -1 region0 namespace", "namespace0.0-pfn -1 region0 pfn",
            "region0-namespace-seed -1 region0 namespace", "region0-btt-seed -1 region0 btt", "region0-pfn-seed -1 region0 pfn", "region0-dax-seed -1 region0 dax",
        ]);
        var personality = scenario.Probes.Single(r => r.Device is "namespace0.0-pfn");
        personality.Before.ShouldHaveSingleItem().ShouldBeOfType<CallStep>().Operation.ShouldBe(EventOperation.DeviceLockBarrier);
        personality.Work.OfType<MapPagesStep>().Single().StructPages.ShouldBe(48L << 30);
        personality.Work.OfType<IndexStep>().Single().ShouldBe(new IndexStep("pmem", "namespace0.0"));
    }

    [Fact]
    public void Modules_and_buses_that_the_file_has_itself_are_taken_as_they_are()
    {
        var scenario = SomeYaml.Valid(
            "buses: [{name: nd, drivers_autoprobe: false}]\nmodules: [{name: nd_pmem, async_probe: true}]\nnvdimm: {provider: e820, regions: [{namespaces: [{size: 3TiB, info_block: none, map: true}], labels: false}]}\n");

        scenario.Modules.Single(m => m.Name is "nd_pmem").AsyncProbe.ShouldBe(true);
        scenario.Buses.Single(b => b.Name is "nd").DriversAutoprobe.ShouldBeFalse();
        scenario.Devices.Select(d => d.Match).ShouldContain("namespace_io");
        scenario.Devices.Select(d => d.Name).ShouldNotContain("region0-namespace-seed", "without labels there are no new namespaces");
        scenario.Buses.Select(b => b.Name).ShouldNotContain("acpi");
    }

    [Theory]
    [InlineData("{target_node: 2}", 0)]
    [InlineData("{target_node: 1}", 1)]
    [InlineData("{numa_node: 1}", 1)]
    [InlineData("{}", -1)]
    public void The_device_of_a_region_is_on_the_nearest_node_with_cpus(string where, int node)
    {
        var region = where.Replace("}", (where.Length > 2 ? ", " : "") + "size: 1TiB}", StringComparison.Ordinal);
        var scenario = TestScenario.Load(
            "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology:\n  nodes: [{cpus: 0}, {cpus: 1}, {memory: 1GiB}]\n  distances: [[10, 20, 17], [20, 10, 28], [17, 28, 10]]\n"
            + $"nvdimm: {{regions: [{region}]}}\n", "s.yaml").Scenario!;

        scenario.Devices.Single(d => d.Name is "region0").NumaNode.ShouldBe(node);
    }

    [Theory]
    [InlineData("{}", "5:9: missing key 'regions': persistent memory needs it")]
    [InlineData("{regions: []}", "5:19: no regions: there is no persistent memory then; write for example [{numa_node: 0, namespaces: [{size: 3TiB, info_block: pfn}]}]")]
    [InlineData("{regions: [{}]}", "5:20: a region without size: it has no namespaces that would tell; add size: 3TiB")]
    [InlineData("{regions: [{size: 1TiB, numa_node: 5}]}", "5:44: 'numa_node' is '5': it must be between -1 and 1")]
    [InlineData("{regions: [{size: 1TiB, numa_node: 0, target_node: 1}]}", "5:60: target_node beside numa_node: the node of the device follows from that of the memory; leave one of them out")]
    [InlineData("{regions: [{size: 1TiB, labels: false}]}", "5:41: labels: false: without labels a region is one namespace of its size; give it one namespace and no size, or remove labels")]
    [InlineData("{regions: [{size: 1TiB, namespaces: [{size: 2TiB, info_block: pfn}]}]}", "5:27: 'size' is 1TiB: its namespaces have 2TiB together; make it larger, or leave it out")]
    [InlineData("{regions: [{namespaces: [{size: 0, info_block: pfn}]}]}", "5:41: 'size' is 0: a namespace without memory is a seed, which each region has by itself; write for example 3TiB, or leave the namespace out")]
    [InlineData("{regions: [{namespaces: [{size: 1TiB}]}]}", "5:34: missing key 'info_block': a namespace needs it")]
    [InlineData("{regions: [{namespaces: [{size: 1TiB, info_block: pnf}]}]}", "5:59: 'info_block' is 'pnf': it must be one of none, btt, pfn, dax, unusable; did you mean 'pfn'?")]
    [InlineData("{regions: [{namespaces: [{size: 1TiB, info_block: pfn, map: true}]}]}", "5:69: 'map' with info_block: pfn: only a namespace without an info block leaves open whether its memory is mapped; remove it, or write info_block: none")]
    [InlineData("{provider: acpi, regions: [{size: 1TiB}]}", "5:20: 'provider' is 'acpi': it must be one of nfit, e820")]
    public void A_wrong_section_is_refused(string section, string problem) => SomeYaml.Problem($"nvdimm: {section}\n").ShouldBe(problem);

    [Fact]
    public void A_region_on_a_node_without_cpus_is_refused_with_the_key_that_is_meant() => SomeYaml.ProblemsOf(
        "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology:\n  nodes: [{cpus: 0}, {memory: 1GiB}]\nnvdimm: {regions: [{size: 1TiB, numa_node: 1}]}\n")
        .ShouldHaveSingleItem().ShouldBe("6:44: numa_node 1 has no CPUs: the kernel gives the device the nearest node with CPUs; write target_node: 1");

    [Fact]
    public void A_name_that_the_file_has_already_is_refused_where_the_region_stands() =>
        SomeYaml.Problem("devices: [{name: region0}]\nnvdimm: {regions: [{size: 1TiB}]}\n")
            .ShouldBe("6:20: duplicate device 'region0': it stands already at 5:18; give each its own name");

    [Fact]
    public void There_are_as_many_regions_and_namespaces_as_a_probe_can_register_and_no_more()
    {
        SomeYaml.Valid($"nvdimm: {{regions: [{Many("{size: 1TiB}", ScenarioLimits.Regions)}]}}\n");
        SomeYaml.Valid($"nvdimm: {{regions: [{{namespaces: [{Many("{size: 1GiB, info_block: pfn}", ScenarioLimits.NamespacesOfRegion)}]}}]}}\n");
        SomeYaml.Problem($"nvdimm: {{regions: [{Many("{size: 1TiB}", ScenarioLimits.Regions + 1)}]}}\n").ShouldEndWith("too many regions: a scenario may have 512");
        SomeYaml.Problem($"nvdimm: {{regions: [{{namespaces: [{Many("{size: 1GiB, info_block: pfn}", ScenarioLimits.NamespacesOfRegion + 1)}]}}]}}\n")
            .ShouldEndWith("too many namespaces of a region: a scenario may have 512");

        static string Many(string one, int count) => string.Join(", ", Enumerable.Repeat(one, count));
    }

    [Theory]
    [InlineData("{locked: {lock: mem_hotplug_lock, steps: [map_pages: 1GiB]}}", "9:72: map_pages inside mem_hotplug_lock: it takes that lock itself, and the thread would wait for itself for ever; move it out of the lock")]
    [InlineData("{map_pages: {bytes: 1GiB, node: 7}}", "9:51: 'node' is '7': it must be between 0 and 1")]
    [InlineData("{index: {class: pmem}}", "9:27: missing key 'of': an index needs it")]
    [InlineData("{index: {class: pmem, of: d9}}", "9:45: unknown device 'd9': no device has this name; did you mean 'd0'?")]
    [InlineData("{scsi_scan_host: {}}", "9:36: a scan without anything: there is nothing to do; write for example {scan: [wait: 2s], publish: [device_add: disk0]}")]
    [InlineData("{ata_host_register: {ports: []}}", "9:47: no ports: there is nothing to do; write for example {ports: [[wait: 2s], [wait: 1s]], scan: [[device_add: disk0], [device_add: disk1]]}")]
    [InlineData("{ata_host_register: {ports: [[wait: 1s]], scan: [[], []]}}", "9:67: 2 scans for 1 ports: each port has one; write for example {ports: [[wait: 2s], [wait: 1s]], scan: [[device_add: disk0], [device_add: disk1]]}")]
    [InlineData("{nd_device_register: d9}", "9:40: unknown device 'd9': no device has this name; did you mean 'd0'?")]
    [InlineData("{nd_synchronize: 1}", "9:36: nd_synchronize with a target: it takes none; write 'nd_synchronize:' with nothing after it")]
    public void A_wrong_step_is_refused(string step, string problem) =>
        SomeYaml.Problem(SomeYaml.Things + $"locks: [l]\nprobes: [{{steps: [{step}]}}]\n").ShouldBe(problem);

    [Fact]
    public void A_device_of_an_unknown_naming_class_is_refused() =>
        SomeYaml.Problem("devices: [{name: a, naming: regoin}]\n").ShouldBe("5:29: unknown naming class 'regoin': no naming class has this name; did you mean 'region'?");
}
