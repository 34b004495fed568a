using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>
/// What nd_region_probe(), nd_pmem_probe() and dax_pmem_probe() do with the devices of a region, as rules of a file. An info block makes the
/// namespace's probe register a personality and fail with -ENXIO; the personality's probe waits until that one has returned.
/// </summary>
internal sealed class NvdimmProbes(int region, NvdimmRegion about, long readNs, Action<DocumentNode> add)
{
    private const string NdPmem = "nd_pmem";

    /// <summary>The release of which it is known that it tells an info block it cannot use from none.</summary>
    private const string TellsUnusable = "v6.12";

    /// <summary>Rules for the region, its namespaces, their personalities and its seeds.</summary>
    internal void AddAll()
    {
        AddRegion();
        for (var space = 0; space < about.Namespaces.Count; space++)
        {
            AddNamespace(space, about.Namespaces[space]);
        }

        var tree = new Tree(about.Mark);
        IEnumerable<string> kinds = about.HasLabels ? ["namespace", .. NvdimmNames.SeedKinds] : NvdimmNames.SeedKinds;
        foreach (var kind in kinds)
        {
            add(tree.Mapping(("device", NvdimmNames.Seed(region, kind)), ("result", "ENODEV")));
        }
    }

    /// <summary>nd_region_probe(): its namespaces first, then an idle seed of each kind of personality.</summary>
    private void AddRegion()
    {
        var tree = new Tree(about.Mark);
        add(tree.Mapping(
            ("device", NvdimmNames.Region(region)),
            ("driver", "nd_region"),
            ("steps", tree.List([
                .. Enumerable.Range(0, about.Namespaces.Count).Select(n => Register(tree, NvdimmNames.Namespace(region, n))),
                .. NvdimmNames.SeedKinds.Select(kind => Register(tree, NvdimmNames.Seed(region, kind))),
            ]))));
    }

    private void AddNamespace(int number, NvdimmNamespace space)
    {
        var tree = new Tree(space.Mark);
        var name = NvdimmNames.Namespace(region, number);
        switch (space.Block)
        {
            case InfoBlock.None:
                add(tree.Mapping(
                    ("device", name),
                    ("driver", NdPmem),
                    ("steps", tree.List([
                        .. Reads(tree, NvdimmNames.SeedKinds.Length), .. Pages(tree, space, space.IsMapped), Disk(tree, "pmem", name), .. Advance(tree, number),
                    ]))));
                break;
            case InfoBlock.Unusable:
                add(tree.Mapping(
                    ("device", name),
                    ("driver", NdPmem),
                    ("before", tree.List(Reads(tree, NvdimmNames.SeedKinds.Length))),
                    ("steps", tree.List(Advance(tree, number))),
                    ("result", tree.List([Case(tree, "ENXIO", "before", TellsUnusable, atEntry: true), Case(tree, "EOPNOTSUPP", "since", TellsUnusable, atEntry: false)]))));
                break;
            default:
                AddClaimed(tree, number, space, NvdimmNames.KindOf(space.Block)!);
                break;
        }
    }

    /// <summary>A namespace with an info block, and the personality that claims it.</summary>
    private void AddClaimed(Tree tree, int number, NvdimmNamespace space, string kind)
    {
        var name = NvdimmNames.Namespace(region, number);
        var personality = NvdimmNames.Personality(region, number, kind);
        var reads = Array.IndexOf(NvdimmNames.SeedKinds, kind) + 1;
        add(tree.Mapping(
            ("device", name),
            ("driver", NdPmem),
            ("steps", tree.List([.. Reads(tree, reads), Register(tree, personality)])),
            ("result", tree.List([
                Case(tree, "ENXIO", "present", personality, atEntry: true), Case(tree, "ENXIO", "not_bound", name, atEntry: false),
            ]))));
        var isDax = space.Block == InfoBlock.Dax;
        add(tree.Mapping(
            ("device", personality),
            ("driver", isDax ? "dax_pmem" : NdPmem),
            ("before", tree.List(tree.Mapping(("device_lock_barrier", name)))),
            ("steps", tree.List([
                .. Pages(tree, space, space.Block != InfoBlock.Btt),
                .. isDax ? (IEnumerable<DocumentNode>)[] : [Disk(tree, space.Block == InfoBlock.Btt ? "pmem_btt" : "pmem", name)],
                .. Advance(tree, number),
            ])),
            ("result", tree.List(Case(tree, "EBUSY", "bound", name, atEntry: true)))));
    }

    /// <summary>nd_region_advance_seeds(): the first namespace is the seed of a region with labels, and once it is used there is a new one.</summary>
    private IEnumerable<DocumentNode> Advance(Tree tree, int number) =>
        number == 0 && about.HasLabels ? [Register(tree, NvdimmNames.Seed(region, "namespace"))] : [];

    /// <summary>Looking for info blocks: those of BTT first, then pfn, then dax.</summary>
    private IEnumerable<DocumentNode> Reads(Tree tree, int kinds) =>
        readNs == 0 ? [] : Enumerable.Range(0, kinds).Select(_ => tree.Mapping(("compute", Quantity.FormatDuration(readNs))));

    private static IEnumerable<DocumentNode> Pages(Tree tree, NvdimmNamespace space, bool isMapped) =>
        isMapped ? [tree.Mapping(("map_pages", Quantity.FormatSize(space.Bytes)))] : [];

    private static DocumentNode Register(Tree tree, string device) => tree.Mapping(("nd_device_register", device));

    private static DocumentNode Disk(Tree tree, string naming, string name) =>
        tree.Mapping(("index", tree.Mapping(("class", naming), ("of", name))));

    private static DocumentNode Case(Tree tree, string errno, string key, string value, bool atEntry) => tree.Mapping(
        ("errno", errno), ("if", tree.Mapping((key, value))), ("check_at", atEntry ? "entry" : null));
}
