namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>Who finds persistent memory: a device and its driver, which creates the bus and the regions.</summary>
/// <param name="Word">As files have it.</param>
/// <param name="Device">Its device.</param>
/// <param name="Match">What the driver matches.</param>
/// <param name="Bus">The bus of both.</param>
/// <param name="Driver">The driver.</param>
/// <param name="Module">Its module.</param>
internal sealed record NvdimmProvider(string Word, string Device, string Match, string Bus, string Driver, string Module)
{
    /// <summary>The table NFIT of ACPI; the usual one.</summary>
    internal static NvdimmProvider Nfit { get; } = new("nfit", "ACPI0012:00", "ACPI0012", "acpi", "nfit", "nfit");

    /// <summary>Ranges of the memory map marked as persistent, also by <c>memmap=</c> on the command line.</summary>
    internal static NvdimmProvider E820 { get; } = new("e820", "e820_pmem", "e820_pmem", "platform", "e820_pmem", "nd_e820");

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<NvdimmProvider> All { get; } = [Nfit, E820];
}
