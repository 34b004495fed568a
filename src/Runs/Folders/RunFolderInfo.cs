using NumaProbe.Shared.Runs;

namespace NumaProbe.Runs.Folders;

/// <summary>What a run folder says about its run.</summary>
/// <param name="Header">What it is a run of.</param>
/// <param name="ScenarioFile">Name of the scenario in the folder.</param>
/// <param name="End">How it ended.</param>
public sealed record RunFolderInfo(RunHeader Header, string ScenarioFile, RunEnd End);
