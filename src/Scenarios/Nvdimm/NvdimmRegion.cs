using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>A region: a range of persistent memory on one node.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="NumaNode">The node of its device, with CPUs; -1 for none.</param>
/// <param name="HasLabels">Its namespaces are described by labels on the dimms, so that there can be several, and new ones.</param>
/// <param name="Namespaces">Its namespaces.</param>
internal sealed record NvdimmRegion(Mark Mark, int NumaNode, bool HasLabels, IReadOnlyList<NvdimmNamespace> Namespaces);
