using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Format;

/// <summary>The format of the section that describes persistent memory.</summary>
internal static class NvdimmFormat
{
    internal static readonly string[] Providers = [.. NvdimmProvider.All.Select(p => p.Word)];
    internal static readonly string[] Blocks = [.. Enum.GetNames<InfoBlock>().Select(name => name.ToLowerInvariant())];

    internal static FormatMapping Namespace { get; } = new("nvdimmNamespace", "A namespace", [
        new("size", Types.Size, "its size", null),
        new("info_block", Types.Word(Blocks), "as what it is used: `pfn` a disk with struct pages (fsdax), `dax` memory for programs (devdax), `btt` a disk with a block translation table (sector), `none` a disk as it is (raw), `unusable` one that this kernel cannot use", null),
        new("map", Types.Flag, "with `none`: its memory is mapped with struct pages all the same, as that of `memmap=` is", "false"),
    ]);

    internal static FormatMapping Region { get; } = new("nvdimmRegion", "A region", [
        new("numa_node", Types.NodeOrNone, "the node of its device, which has CPUs; -1 for none", "that of `target_node`, else -1"),
        new("target_node", Types.Node, "the node of the memory itself; its device gets the nearest node with CPUs"),
        new("size", Types.Size, "its size", "that of its namespaces together"),
        new("labels", Types.Flag, "the dimms have labels, so that there may be several namespaces, and new ones", "true"),
        new("namespaces", new ListType(Types.Of(Namespace), 0, ScenarioLimits.NamespacesOfRegion), "its namespaces", "none"),
    ]);

    internal static FormatMapping Section { get; } = new("nvdimm", "Persistent memory", [
        new("provider", Types.Word(Providers), "who finds it: `nfit` ACPI, `e820` the memory map", "`nfit`"),
        new("info_block_read", Types.Duration, "CPU time of looking for one kind of info block", "10us"),
        new("regions", new ListType(Types.Of(Region), 1, ScenarioLimits.Regions), "the regions, in the order of the provider's table", null),
    ]);
}
