namespace NumaProbe.Analysis.Names;

/// <summary>Two devices whose names come in one order in some runs and in the other in others.</summary>
/// <param name="First">The one that comes first more often.</param>
/// <param name="Second">The other.</param>
/// <param name="Swaps">Runs in which it is the other way round.</param>
/// <param name="Runs">Runs in which both have a name.</param>
public sealed record SwapPair(string First, string Second, int Swaps, int Runs);
