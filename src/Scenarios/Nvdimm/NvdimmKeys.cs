using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>The keys of the section that describes persistent memory. It is never written: what it means becomes ordinary entries.</summary>
internal static class NvdimmKeys
{
    private static readonly string[] Providers = [.. NvdimmProvider.All.Select(p => p.Word)];
    private static readonly string[] Blocks = [.. Enum.GetNames<InfoBlock>().Select(name => name.ToLowerInvariant())];

    internal static readonly FormatKey<long?> Size = new("size", Formats.Size, "its size", null);
    internal static readonly FormatKey<InfoBlock?> Block = new("info_block", Formats.Enum<InfoBlock>(Blocks), "as what it is used: `pfn` a disk with struct pages (fsdax), `dax` memory for programs (devdax), `btt` a disk with a block translation table (sector), `none` a disk as it is (raw), `unusable` one that this kernel cannot use", null);
    internal static readonly FormatKey<bool?> Map = new("map", Formats.Flag, "with `none`: its memory is mapped with struct pages all the same, as that of `memmap=` is", "false");

    internal static readonly FormatKey<int?> NumaNode = new("numa_node", Formats.NodeOrNone, "the node of its device, which has CPUs; -1 for none", "that of `target_node`, else -1");
    internal static readonly FormatKey<int?> TargetNode = new("target_node", Formats.Node, "the node of the memory itself; its device gets the nearest node with CPUs");
    internal static readonly FormatKey<long?> RegionSize = new("size", Formats.Size, "its size", "that of its namespaces together");
    internal static readonly FormatKey<bool?> Labels = new("labels", Formats.Flag, "the dimms have labels, so that there may be several namespaces, and new ones", "true");
    internal static readonly FormatKey Namespaces = new("namespaces", new ListType(new MappingType(static () => Namespace!), 0, ScenarioLimits.NamespacesOfRegion), "its namespaces", "none");

    internal static readonly FormatKey<string?> Provider = new("provider", Formats.Word(Providers), "who finds it: `nfit` ACPI, `e820` the memory map", "`nfit`");
    internal static readonly FormatKey<long?> InfoBlockRead = new("info_block_read", Formats.Duration, "CPU time of looking for one kind of info block", "10us");
    internal static readonly FormatKey Regions = new("regions", new ListType(new MappingType(static () => Region!), 1, ScenarioLimits.Regions), "the regions, in the order of the provider's table", null);

    internal static FormatMapping Namespace { get; } = new("nvdimmNamespace", "A namespace", [Size, Block, Map]) { Noun = "a namespace" };

    internal static FormatMapping Region { get; } = new("nvdimmRegion", "A region", [NumaNode, TargetNode, RegionSize, Labels, Namespaces]) { Noun = "a region" };

    internal static FormatMapping Section { get; } = new("nvdimm", "Persistent memory", [Provider, InfoBlockRead, Regions]) { Noun = "persistent memory" };

    /// <summary>The word of an info block.</summary>
    internal static string Of(InfoBlock block) => Blocks[(int)block];
}
