namespace NumaProbe.Analysis.Names;

/// <summary>What forcing drivers to be probed synchronously would do to the names of a class.</summary>
/// <param name="Drivers">The drivers.</param>
/// <param name="StableSeeds">Runs that then give the most common names.</param>
/// <param name="MakespanNs">Mean makespan then, virtual nanoseconds.</param>
/// <param name="CostNs">What it costs: how much longer the mean makespan is.</param>
public sealed record NameRemedy(IReadOnlyList<string> Drivers, int StableSeeds, long MakespanNs, long CostNs);
