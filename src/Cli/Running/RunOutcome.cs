using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;

namespace NumaProbe.Cli.Running;

/// <summary>What a run came to.</summary>
/// <param name="Summary">Its summary.</param>
/// <param name="Verdicts">What became of the scenario's expectations.</param>
/// <param name="Folder">Where it was written.</param>
internal sealed record RunOutcome(RunSummary Summary, IReadOnlyList<ExpectationVerdict> Verdicts, string Folder);
