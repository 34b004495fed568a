namespace NumaProbe.Cluster.RabbitMq;

/// <summary>Waits between attempts: doubling from the shortest to the longest, from the start again after a success.</summary>
internal sealed class BackOff
{
    private TimeSpan _next = RabbitMqLimits.ShortestBackOff;

    /// <summary>How long to wait now.</summary>
    internal TimeSpan Next()
    {
        var wait = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, RabbitMqLimits.LongestBackOff.Ticks));
        return wait;
    }

    /// <summary>An attempt succeeded.</summary>
    internal void Reset() => _next = RabbitMqLimits.ShortestBackOff;
}
