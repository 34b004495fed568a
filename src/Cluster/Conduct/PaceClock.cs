namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The virtual time that a paced run may have reached by the wall clock. Stands still while the run cannot go on, and never leaps: a pause of
/// the process costs at most <see cref="LongestStepMs"/> of catching up.
/// </summary>
internal sealed class PaceClock(double? pace)
{
    /// <summary>The longest stretch of wall time that counts at once.</summary>
    internal const int LongestStepMs = 1_000;

    private const double NsPerMs = 1e6;

    private double _virtualNs;
    private long _atMs = -1;

    /// <summary>Virtual time reached; 0 when the run is not paced.</summary>
    internal long NowNs => pace is null ? 0 : (long)Math.Min(_virtualNs, long.MaxValue / 2);

    /// <summary>No event at or after this time may be handled yet.</summary>
    internal long CapNs => pace is null ? long.MaxValue : NowNs + 1;

    /// <summary>Lets the clock go on, or stand.</summary>
    internal void Tick(long nowMs, bool runs)
    {
        if (pace is { } rate && runs && _atMs >= 0)
        {
            _virtualNs += Math.Clamp(nowMs - _atMs, 0, LongestStepMs) * NsPerMs * rate;
        }

        _atMs = nowMs;
    }

    /// <summary>The run is there already.</summary>
    internal void Reach(long virtualNs) => _virtualNs = Math.Max(_virtualNs, virtualNs);

    /// <summary>When an event may be handled; never when the run is not paced.</summary>
    internal long WhenMs(long eventNs, long nowMs)
    {
        if (pace is not { } rate || eventNs == long.MaxValue)
        {
            return long.MaxValue;
        }

        var milliseconds = Math.Ceiling((eventNs - NowNs) / (rate * NsPerMs));
        return nowMs + (long)Math.Clamp(milliseconds, 1, LongestStepMs);
    }
}
