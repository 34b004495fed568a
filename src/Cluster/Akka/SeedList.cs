namespace NumaProbe.Cluster.Akka;

/// <summary>
/// The list of seeds of a command line: <c>coordinator:4053,node-0:4053</c>. Each is checked before anything is connected to: an address that
/// can never answer is asked for ever.
/// </summary>
public static class SeedList
{
    /// <summary>Most seeds.</summary>
    public const int MaxSeeds = 64;

    /// <summary>Understands a list.</summary>
    /// <param name="text">HOST:PORT, separated by commas; the whole address of a member is taken, too.</param>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="isSecure">The cluster has certificates.</param>
    /// <returns>The seeds in their order, or what is wrong.</returns>
    public static (IReadOnlyList<HostPort>? Seeds, string? Problem) Parse(string text, string cluster, bool isSecure)
    {
        ArgumentNullException.ThrowIfNull(text);
        var seeds = new List<HostPort>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var (seed, problem) = One(part, cluster, isSecure);
            if (seed is null)
            {
                return (null, problem);
            }

            if (seeds.Contains(seed))
            {
                return (null, $"the seed {seed} is there twice");
            }

            seeds.Add(seed);
        }

        return seeds.Count <= MaxSeeds ? (seeds, null) : (null, $"{seeds.Count} seeds are more than {MaxSeeds}: a few of a large cluster are enough");
    }

    private static (HostPort? Seed, string? Problem) One(string part, string cluster, bool isSecure)
    {
        var text = part;
        if (part.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end)
        {
            var expected = $"{ClusterEndpoint.SchemeOf(isSecure)}://{cluster}@";
            if (!part.StartsWith(expected, StringComparison.Ordinal))
            {
                var why = isSecure ? "this process has certificates" : "this process has no certificates";
                return (null, $"the seed '{part}' is none of this cluster, whose addresses begin with {expected} ({why}); HOST:PORT is enough");
            }

            text = part[expected.Length..];
        }

        var (seed, problem) = HostPort.Parse(text);
        return seed is { Port: 0 } ? (null, $"the seed '{part}' has no port that one could connect to") : (seed, problem is null ? null : $"seed {problem}");
    }
}
