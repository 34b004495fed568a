namespace NumaProbe.Cluster.Control;

/// <summary>What a run of a cluster is doing.</summary>
public enum RunPhase
{
    /// <summary>Waits for hosts of some of its nodes.</summary>
    WaitingForHosts,

    /// <summary>Repeats what happened before a coordinator was replaced.</summary>
    Rebuilding,

    /// <summary>Goes on.</summary>
    Running,

    /// <summary>Over; its result stands.</summary>
    Ended,

    /// <summary>The infrastructure failed; the journal resumes it.</summary>
    Failed,
}
