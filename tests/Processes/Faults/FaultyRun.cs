using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Faults;

/// <summary>
/// A run during which one thing goes wrong. The moment is drawn as a share of the trace and comes when so much of it has been seen; the run is
/// paced so that there is such a moment.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="seed">Seed of when it goes wrong.</param>
internal sealed class FaultyRun(RunningCluster cluster, int seed)
{
    private const double LastsNs = 600e6;
    private const double MostPace = 1e6;

    private readonly Random _random = new(seed);

    /// <summary>The moment comes within so large a share of the trace.</summary>
    internal double Within { get; init; } = 0.5;

    /// <summary>Runs and compares.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="happen">What goes wrong, given a random source and the number of the run; true when the run went on during it.</param>
    /// <returns>True when it went wrong before the run was over.</returns>
    internal async Task<bool> ExecuteAsync(RunSource source, Func<Random, int, Task<bool>> happen)
    {
        var (end, lines) = source.RunEmbedded("any");
        var moment = Math.Max(1, (int)(lines.Count(b => b == (byte)'\n') * (0.05 + (_random.NextDouble() * Within))));
        var pace = Math.Clamp(end.EndNs / LastsNs, 1e-3, MostPace);
        var isHit = false;
        await cluster.ShouldAgreeAsync(source, pace, async number =>
        {
            var seen = await cluster.Client.UntilAsync(number, run => run.IsEnded || run.TraceEvents >= moment, "the moment comes");
            if (!seen.IsEnded)
            {
                isHit = await happen(_random, number) || await cluster.Client.RunAsync() is not { IsEnded: true };
            }
        });
        return isHit;
    }
}
