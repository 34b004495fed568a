namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>
/// How a scenario calls the devices of persistent memory. Regions and namespaces have the kernel's names, which do not change from boot to
/// boot; of personalities and seeds the kernel's number depends on who comes first, so here they are called after what they belong to.
/// </summary>
internal static class NvdimmNames
{
    /// <summary>Kinds of personalities, in the order in which a region's probe creates their seeds.</summary>
    internal static readonly string[] SeedKinds = ["btt", "pfn", "dax"];

    internal static string Region(int region) => FormattableString.Invariant($"region{region}");

    internal static string Namespace(int region, int space) => FormattableString.Invariant($"namespace{region}.{space}");

    /// <summary>The personality of a namespace.</summary>
    internal static string Personality(int region, int space, string kind) => $"{Namespace(region, space)}-{kind}";

    /// <summary>An idle device for the user to configure.</summary>
    internal static string Seed(int region, string kind) => $"{Region(region)}-{kind}-seed";

    /// <summary>The personality that an info block makes, or null.</summary>
    internal static string? KindOf(InfoBlock block) => block switch
    {
        InfoBlock.Btt => "btt",
        InfoBlock.Pfn => "pfn",
        InfoBlock.Dax => "dax",
        _ => null,
    };
}
