namespace NumaProbe.Shared.Probing;

/// <summary>
/// Draws from the run's seed, keyed by who draws and for the how-manieth time, so that the order in which actors draw does not
/// matter (SplitMix64 finaliser, Steele et al. 2014).
/// </summary>
public static class SeededDraw
{
    /// <summary>A uniform 64-bit number.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="stream">Who draws.</param>
    /// <param name="index">Number of the draw.</param>
    public static ulong Next(ulong seed, ulong stream, ulong index) => Mix(Mix(seed + (0x9E3779B97F4A7C15UL * (stream + 1))) + (0xBF58476D1CE4E5B9UL * (index + 1)));

    /// <summary>True with the given probability.</summary>
    public static bool Chance(double probability, ulong seed, ulong stream, ulong index) =>
        probability > 0 && (Next(seed, stream, index) >> 11) * (1.0 / (1UL << 53)) < probability;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
