namespace NumaProbe.Shared.Generations;

/// <summary>
/// The proposal of January 2026 on 6.12 ("NUMA-node-aware synchronous probing"): a synchronous probe of a device with a node runs in a worker
/// on that node while its caller waits, for every bus; PCI's own placement is removed.
/// </summary>
internal static class Rfc2026
{
    internal static KernelGeneration Generation { get; } = Linux612.Generation with
    {
        Name = "rfc-2026",
        TraceId = 7,
        Source = "proposal of 2026 on 6.12",
        IsProposal = true,
        PciPlacement = PciPlacement.None,
        SynchronousProbesOnNode = true,
    };
}
