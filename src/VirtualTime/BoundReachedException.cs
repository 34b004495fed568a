namespace NumaProbe.VirtualTime;

/// <summary>A bound of a run was reached (events, virtual time or waiting messages). The run ends; nothing was dropped.</summary>
public sealed class BoundReachedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public BoundReachedException(string bound, long limit, long timeNs)
        : base($"the bound of {limit} {bound} was reached at virtual time {timeNs} ns")
    {
        Bound = bound;
        Limit = limit;
        TimeNs = timeNs;
    }

    /// <summary>Which bound: <c>events</c>, <c>ns of virtual time</c> or <c>waiting messages in partition N</c>.</summary>
    public string Bound { get; }

    /// <summary>Its value.</summary>
    public long Limit { get; }

    /// <summary>Virtual time when it was reached, nanoseconds.</summary>
    public long TimeNs { get; }
}
