namespace NumaProbe.Runs.Folders;

/// <summary>What checking a run folder found.</summary>
/// <param name="Info">What the folder says about its run.</param>
/// <param name="IsSealed">Damage shows; false for a folder that an older program wrote, of which only what contradicts itself is found.</param>
/// <param name="Events">Trace events read.</param>
/// <param name="Spans">Spans that follow from them.</param>
/// <param name="Problems">What is not as it was written; empty when all is.</param>
public sealed record RunFolderVerdict(RunFolderInfo Info, bool IsSealed, long Events, long Spans, IReadOnlyList<string> Problems);
