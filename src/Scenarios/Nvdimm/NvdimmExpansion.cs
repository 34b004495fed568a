using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>
/// Persistent memory as ordinary entries of a file: the buses <c>acpi</c> and <c>nd</c>, modules and drivers, the devices of
/// drivers/nvdimm, and what their probes do. Nothing of it is special afterwards. Owns the names.
/// </summary>
internal sealed class NvdimmExpansion
{
    private const string NdBus = "nd";
    private const string Libnvdimm = "libnvdimm";
    private const string RootDevice = "ndbus0";

    /// <summary>Entries of lists that a file may have already: then its own one counts.</summary>
    private static readonly string[] Shareable = ["buses", "modules"];

    private readonly Dictionary<string, List<DocumentNode>> _entries = new(StringComparer.Ordinal);
    private readonly Mark _mark;

    private NvdimmExpansion(Mark mark) => _mark = mark;

    /// <summary>Adds nothing.</summary>
    internal static NvdimmExpansion Nothing { get; } = new(default);

    /// <summary>Persistent memory of a provider.</summary>
    internal static NvdimmExpansion Of(NvdimmProvider provider, long readNs, IReadOnlyList<NvdimmRegion> regions, Mark mark)
    {
        var expansion = new NvdimmExpansion(mark);
        expansion.AddDrivers(provider, regions);
        expansion.AddProvider(provider, regions);
        for (var region = 0; region < regions.Count; region++)
        {
            expansion.AddRegion(region, regions[region], readNs);
        }

        return expansion;
    }

    /// <summary>A section of the file with what is added to it behind it.</summary>
    internal Field With(Field own, string section)
    {
        if (!_entries.TryGetValue(section, out var added) || own.Kind is not (DocumentKind.Null or DocumentKind.List))
        {
            return own;
        }

        List<DocumentNode> items = own.Kind == DocumentKind.List ? own.Node!.Items : [];
        var isShareable = Shareable.Contains(section, StringComparer.Ordinal);
        var all = new Tree(_mark).List(items.Concat(added.Where(entry => !isShareable || !items.Exists(i => IsSame(i, entry)))));
        return own with { Label = section, Node = all };
    }

    private static bool IsSame(DocumentNode own, DocumentNode added) =>
        string.Equals(own.Find("name")?.Value.Text, added.Find("name")!.Value.Text, StringComparison.Ordinal);

    private void AddDrivers(NvdimmProvider provider, IReadOnlyList<NvdimmRegion> regions)
    {
        var tree = new Tree(_mark);
        if (!string.Equals(provider.Bus, ScenarioDefaults.Bus, StringComparison.Ordinal))
        {
            Add("buses", tree.Mapping(("name", provider.Bus)));
        }

        Add("buses", tree.Mapping(("name", NdBus)));
        Driver(Libnvdimm, "nd_bus", NdBus, "nvdimm_bus");
        Driver(Libnvdimm, "nd_region", NdBus, "region");
        Driver(provider.Module, provider.Driver, provider.Bus, provider.Match);
        Driver("nd_pmem", "nd_pmem", NdBus, "namespace_io", "namespace_pmem");
        if (regions.Any(r => r.Namespaces.Any(n => n.Block == InfoBlock.Dax)))
        {
            Driver("dax_pmem", "dax_pmem", NdBus, "dax_pmem");
        }

        foreach (var module in _entries["drivers"].Select(d => d.Find("module")!.Value.Text).Distinct(StringComparer.Ordinal))
        {
            Add("modules", tree.Mapping(("name", module)));
        }

        void Driver(string module, string name, string bus, params ReadOnlySpan<string> match) =>
            Add("drivers", tree.Mapping(("name", name), ("bus", bus), ("match", tree.List([.. Texts(tree, match)])), ("module", module)));
    }

    private static List<DocumentNode> Texts(Tree tree, ReadOnlySpan<string> texts)
    {
        List<DocumentNode> nodes = [];
        foreach (var text in texts)
        {
            nodes.Add(tree.Text(text));
        }

        return nodes;
    }

    /// <summary>acpi_nfit_init(): the bus, then every region of the table.</summary>
    private void AddProvider(NvdimmProvider provider, IReadOnlyList<NvdimmRegion> regions)
    {
        var tree = new Tree(_mark);
        Add("devices", tree.Mapping(("name", provider.Device), ("match", provider.Match), ("bus", provider.Bus)));
        Add("devices", tree.Mapping(("name", RootDevice), ("match", "nvdimm_bus"), ("bus", NdBus), ("parent", provider.Device)));
        Add("probes", tree.Mapping(
            ("device", provider.Device),
            ("driver", provider.Driver),
            ("steps", tree.List([
                tree.Mapping(("device_add", RootDevice)),
                .. Enumerable.Range(0, regions.Count).Select(r => tree.Mapping(("nd_device_register", NvdimmNames.Region(r)))),
            ]))));
    }

    private void AddRegion(int number, NvdimmRegion region, long readNs)
    {
        var tree = new Tree(region.Mark);
        var name = NvdimmNames.Region(number);
        Add("devices", tree.Mapping(
            ("name", name), ("match", "region"), ("bus", NdBus), ("numa_node", tree.Number(region.NumaNode)), ("parent", RootDevice), ("naming", "region")));
        for (var n = 0; n < region.Namespaces.Count; n++)
        {
            var space = region.Namespaces[n];
            var own = new Tree(space.Mark);
            Device(own, NvdimmNames.Namespace(number, n), region.HasLabels ? "namespace_pmem" : "namespace_io", "namespace");
            if (NvdimmNames.KindOf(space.Block) is { } kind)
            {
                Device(own, NvdimmNames.Personality(number, n, kind), kind is "dax" ? "dax_pmem" : "namespace_pmem", kind);
            }
        }

        if (region.HasLabels)
        {
            Device(tree, NvdimmNames.Seed(number, "namespace"), "namespace_pmem", "namespace");
        }

        foreach (var kind in NvdimmNames.SeedKinds)
        {
            Device(tree, NvdimmNames.Seed(number, kind), kind is "dax" ? "dax_pmem" : "namespace_pmem", kind);
        }

        new NvdimmProbes(number, region, readNs, rule => Add("probes", rule)).AddAll();

        void Device(Tree at, string device, string match, string naming) => Add("devices", at.Mapping(
            ("name", device), ("match", match), ("bus", NdBus), ("parent", name), ("naming", naming)));
    }

    private void Add(string section, DocumentNode entry)
    {
        if (!_entries.TryGetValue(section, out var entries))
        {
            _entries[section] = entries = [];
        }

        entries.Add(entry);
    }
}
