using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random distributions of durations.</summary>
internal static class SomeDistributions
{
    private const long Longest = 100_000_000;

    internal static DurationDistribution Create(Random random)
    {
        var a = 1_000 * random.NextInt64(1, Longest / 1_000);
        var b = random.NextInt64(0, Longest);
        return random.Next(5) switch
        {
            0 => new UniformDuration(Math.Min(a, b), Math.Max(a, b)),
            1 => new NormalDuration(a, b / 4),
            2 => new LogNormalDuration(a, a + b),
            3 => new ExponentialDuration(a),
            _ => Choice(random),
        };
    }

    private static ChoiceDuration Choice(Random random)
    {
        var first = random.Next(1, DurationDistribution.Million);
        return new([new(random.NextInt64(Longest), first), new(random.NextInt64(Longest), DurationDistribution.Million - first)]);
    }
}
