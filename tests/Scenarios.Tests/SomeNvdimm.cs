using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random sections on persistent memory, as text and as the scenario that is made of it.</summary>
internal static class SomeNvdimm
{
    private static readonly string[] Blocks = ["none", "btt", "pfn", "dax", "unusable"];
    private static readonly string[] Loads = ["libnvdimm", "nd_pmem"];

    /// <summary>A scenario with such a section.</summary>
    internal static Scenario Create(Random random)
    {
        var text = Text(random);
        var loaded = TestScenario.Load(text, "nvdimm.yaml");
        return loaded.Scenario.ShouldNotBeNull(loaded.Describe() + text);
    }

    /// <summary>Its text: a machine with a node of memory only, one to three regions, and the modules in some order.</summary>
    internal static string Text(Random random)
    {
        var provider = random.Next(3) == 0 ? "e820" : "nfit";
        var regions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Region(random));
        var modules = Loads.Append(provider is "e820" ? "nd_e820" : "nfit").OrderBy(_ => random.Next());
        var device = provider is "e820" ? "e820_pmem" : "ACPI0012:00";
        var own = random.Next(2) == 0 ? "modules: [{name: nd_pmem, async_probe: true}]\n" : "";
        var waits = random.Next(2) == 0 ? "- nd_synchronize:\n" : "- async_synchronize_full:\n";
        return $$"""
            apiVersion: numaprobe/v1
            kind: Scenario
            name: nvdimm
            seed: {{random.Next()}}
            topology:
              nodes: [{cpus: 0-1, memory: 1GiB}, {cpus: 2-3, memory: 1GiB}, {memory: 1GiB}]
              distances: [[10, 20, 17], [20, 10, 28], [17, 28, 10]]
            {{own}}nvdimm:
              provider: {{provider}}
              info_block_read: {{random.Next(3) * 10}}us
              regions:
            {{string.Concat(regions)}}events:
            - device_add: "{{device}}"
            {{string.Concat(modules.Select(m => $"- module_load: {m}\n{(random.Next(3) == 0 ? waits : "")}"))}}{{waits}}
            """;
    }

    private static string Region(Random random)
    {
        var node = random.Next(4) switch { 0 => "", 1 => "target_node: 2, ", _ => $"numa_node: {random.Next(-1, 2)}, " };
        var hasLabels = random.Next(3) > 0;
        var spaces = Enumerable.Range(0, hasLabels ? random.Next(0, 4) : 1).Select(_ => Namespace(random)).ToList();
        var size = spaces.Count == 0 || (hasLabels && random.Next(2) == 0) ? "size: 4TiB, " : "";
        return $"  - {{{node}{size}{(hasLabels ? "" : "labels: false, ")}namespaces: [{string.Join(", ", spaces)}]}}\n";
    }

    private static string Namespace(Random random)
    {
        var block = Blocks[random.Next(Blocks.Length)];
        return $"{{size: {random.Next(1, 1024)}GiB, info_block: {block}{(block is "none" && random.Next(2) == 0 ? ", map: true" : "")}}}";
    }
}
