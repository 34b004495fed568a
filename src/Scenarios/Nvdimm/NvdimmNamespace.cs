using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>A namespace of a region.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Block">Its info block.</param>
/// <param name="IsMapped">Without an info block: its memory is mapped with struct pages all the same.</param>
internal sealed record NvdimmNamespace(Mark Mark, long Bytes, InfoBlock Block, bool IsMapped);
