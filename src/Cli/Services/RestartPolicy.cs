using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Services;

/// <summary>
/// Decides when a child that ended is started again. One that was killed or crashed is, at once the first time and then ever later; one that
/// ended by itself had a reason, which would be the same the next time.
/// </summary>
internal sealed class RestartPolicy
{
    /// <summary>Crashes in a row, each soon after the start, after which a child is given up.</summary>
    internal const int MaxCrashes = 5;

    /// <summary>A child that lived so long has started well.</summary>
    internal static readonly TimeSpan LivedWell = TimeSpan.FromSeconds(10);

    private const int FirstSignal = 129;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int _deaths;
    private int _crashes;

    /// <summary>Decides.</summary>
    /// <param name="exitCode">What it returned; above 128 for a signal.</param>
    /// <param name="lived">How long it lived.</param>
    /// <returns>How long to wait before it is started again, or null when it is not.</returns>
    internal TimeSpan? AfterDeath(int exitCode, TimeSpan lived)
    {
        var wasKilled = exitCode >= FirstSignal;
        if (!wasKilled && exitCode != ExitCode.InternalError)
        {
            return null;
        }

        (_deaths, _crashes) = lived >= LivedWell ? (0, 0) : (_deaths, _crashes);
        if (!wasKilled && ++_crashes >= MaxCrashes)
        {
            return null;
        }

        return _deaths++ == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(Shortest.Ticks << Math.Min(_deaths - 2, 16), Longest.Ticks));
    }
}
