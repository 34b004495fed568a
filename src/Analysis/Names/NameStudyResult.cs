namespace NumaProbe.Analysis.Names;

/// <summary>How stable the names of a scenario are over many seeds.</summary>
/// <param name="Scenario">Name of the scenario.</param>
/// <param name="Generation">Kernel generation.</param>
/// <param name="FirstSeed">First seed.</param>
/// <param name="LastSeed">Last seed.</param>
/// <param name="MakespanNs">Mean makespan, virtual nanoseconds.</param>
/// <param name="DependsOnSeed">Something in the scenario is drawn from the seed; otherwise all runs are one.</param>
/// <param name="Incomplete">Runs that did not complete.</param>
/// <param name="Classes">The classes that gave names, in the order of their numbers.</param>
public sealed record NameStudyResult(
    string Scenario, string Generation, ulong FirstSeed, ulong LastSeed, long MakespanNs, bool DependsOnSeed, int Incomplete, IReadOnlyList<ClassStability> Classes);
