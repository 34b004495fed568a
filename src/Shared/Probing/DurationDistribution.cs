using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>
/// A duration that differs from probe to probe: a function from a uniform 64-bit number to nanoseconds, in integers only, so that a
/// run is the same on every machine. Owns no randomness: whoever asks brings the number (<see cref="SeededDraw"/>).
/// </summary>
public abstract record DurationDistribution
{
    /// <summary>Everything, in parts per million.</summary>
    public const int Million = 1_000_000;

    /// <summary>Most durations of a <see cref="ChoiceDuration"/>.</summary>
    public const int MostChoices = 32;

    /// <summary>A duration that is always the same.</summary>
    /// <param name="durationNs">Nanoseconds.</param>
    public static implicit operator DurationDistribution(long durationNs) => FromInt64(durationNs);

    /// <summary>A duration that is always the same.</summary>
    /// <param name="durationNs">Nanoseconds.</param>
    public static DurationDistribution FromInt64(long durationNs) => durationNs == 0 ? FixedDuration.None : new FixedDuration(durationNs);

    /// <summary>The duration of a number, 0 to <see cref="ScenarioLimits.DurationNs"/> nanoseconds.</summary>
    /// <param name="draw">Uniform over all 64-bit numbers.</param>
    public long At(ulong draw) => Math.Clamp(Unbounded(draw), 0, ScenarioLimits.DurationNs);

    /// <summary>The duration before it is brought into bounds.</summary>
    private protected abstract long Unbounded(ulong draw);
}

/// <summary>Always the same.</summary>
/// <param name="DurationNs">How long.</param>
public sealed record FixedDuration(long DurationNs) : DurationDistribution
{
    /// <summary>No time at all.</summary>
    public static FixedDuration None { get; } = new(0);

    private protected override long Unbounded(ulong draw) => DurationNs;
}

/// <summary>Every duration of a range is as likely.</summary>
/// <param name="MinimumNs">The shortest.</param>
/// <param name="MaximumNs">The longest.</param>
public sealed record UniformDuration(long MinimumNs, long MaximumNs) : DurationDistribution
{
    private protected override long Unbounded(ulong draw) =>
        MinimumNs + (long)(((UInt128)(ulong)(MaximumNs - MinimumNs + 1) * draw) >> 64);
}

/// <summary>Normal; what would be negative counts as 0.</summary>
/// <param name="MedianNs">Half are shorter.</param>
/// <param name="DeviationNs">Standard deviation.</param>
public sealed record NormalDuration(long MedianNs, long DeviationNs) : DurationDistribution
{
    private protected override long Unbounded(ulong draw) =>
        MedianNs + (long)(((Int128)DeviationNs * FixedMath.InverseNormal(draw)) >> FixedMath.Shift);
}

/// <summary>Log-normal: most near the median, some much longer.</summary>
/// <param name="MedianNs">Half are shorter.</param>
/// <param name="Percentile99Ns">One in a hundred is longer.</param>
public sealed record LogNormalDuration(long MedianNs, long Percentile99Ns) : DurationDistribution
{
    private protected override long Unbounded(ulong draw)
    {
        var spread = FixedMath.Log2((ulong)Percentile99Ns) - FixedMath.Log2((ulong)MedianNs);
        var exponent = (long)((Int128)spread * FixedMath.InverseNormal(draw) / FixedMath.Normal99);
        return FixedMath.Scale(MedianNs, exponent);
    }
}

/// <summary>Exponential: waiting for something that may come at any moment.</summary>
/// <param name="MeanNs">The mean.</param>
public sealed record ExponentialDuration(long MeanNs) : DurationDistribution
{
    private protected override long Unbounded(ulong draw)
    {
        var bits = (64L << FixedMath.Shift) - FixedMath.Log2(draw | 1);
        var natural = (long)(((Int128)bits * FixedMath.NaturalLog2) >> FixedMath.Shift);
        return (long)Int128.Min(((Int128)MeanNs * natural) >> FixedMath.Shift, ScenarioLimits.DurationNs);
    }
}

/// <summary>One of a few durations, each with its share; the shares are a million together.</summary>
/// <param name="Choices">The durations.</param>
public sealed record ChoiceDuration(ImmutableArray<DurationChoice> Choices) : DurationDistribution
{
    private protected override long Unbounded(ulong draw)
    {
        var place = (int)(((UInt128)Million * draw) >> 64);
        foreach (var choice in Choices)
        {
            place -= choice.PartsPerMillion;
            if (place < 0)
            {
                return choice.DurationNs;
            }
        }

        return Choices[^1].DurationNs;
    }
}
