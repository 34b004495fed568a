namespace NumaProbe.Cluster.Wire;

/// <summary>Wall-clock intervals of the protocol, milliseconds. None of them can change a result.</summary>
public static class ClusterTimes
{
    /// <summary>A host says so often that it lives.</summary>
    public const int JoinEveryMs = 1_000;

    /// <summary>A host not heard from for so long counts as missing in the status; its partitions stay its own until another process joins.</summary>
    public const int MissingAfterMs = 3_000;

    /// <summary>An unanswered grant is sent again after so long; doubled each time.</summary>
    public const int ResendAfterMs = 250;

    /// <summary>Longest time between two sendings of a grant.</summary>
    public const int ResendAtMostMs = 5_000;

    /// <summary>A grant is sent again so many times; then only when its host is heard from.</summary>
    public const int MaxResends = 10;

    /// <summary>A coordinator that does not lead asks for the journal so often.</summary>
    public const int LeadAgainMs = 500;

    /// <summary>A high-water mark that could not be written is tried again after so long.</summary>
    public const int MarkRetryMs = 1_000;
}
