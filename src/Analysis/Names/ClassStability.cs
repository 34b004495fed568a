namespace NumaProbe.Analysis.Names;

/// <summary>How stable the names of one naming class are over many seeds.</summary>
/// <param name="Class">The class.</param>
/// <param name="Decision">What decides who gets which name.</param>
/// <param name="Names">Names given in the first run.</param>
/// <param name="Seeds">Runs.</param>
/// <param name="StableSeeds">Runs that give the most common names; all when the class is stable.</param>
/// <param name="Mappings">How many different results there were.</param>
/// <param name="Pairs">The pairs that swap most, the most frequent first.</param>
/// <param name="Remedy">The cheapest driver, or drivers, whose being forced synchronous makes it stable; or null.</param>
public sealed record ClassStability(
    string Class, DecidingSection Decision, int Names, int Seeds, int StableSeeds, int Mappings, IReadOnlyList<SwapPair> Pairs, NameRemedy? Remedy)
{
    /// <summary>Every run gave the same names.</summary>
    public bool IsStable => Mappings <= 1;
}
