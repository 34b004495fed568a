namespace NumaProbe.Cluster.Conduct;

/// <summary>What a coordinator process counts since its start.</summary>
internal sealed class ConductTally
{
    internal long Windows { get; set; }

    internal long RemoteWindows { get; set; }

    internal long RejectedReports { get; set; }

    internal long Leaderships { get; set; }

    internal long Rebuilds { get; set; }

    internal long Restarts { get; set; }

    internal long Recalls { get; set; }

    internal long EarlyInjections { get; set; }
}
