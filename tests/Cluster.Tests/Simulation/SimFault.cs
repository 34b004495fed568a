namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>Kinds of fault that the simulation makes happen, and counts.</summary>
internal enum SimFault
{
    /// <summary>A message is lost.</summary>
    Lost,

    /// <summary>A message arrives twice.</summary>
    Duplicated,

    /// <summary>A message arrives after one to the same address that was sent later.</summary>
    Reordered,

    /// <summary>A message takes longer than the first resending.</summary>
    Delayed,

    /// <summary>A node host dies and a new process takes its place.</summary>
    HostKilled,

    /// <summary>A node host stands still for a while.</summary>
    HostPaused,

    /// <summary>A second process takes the nodes of one that still lives.</summary>
    HostDoubled,

    /// <summary>The leading coordinator dies.</summary>
    LeaderKilled,

    /// <summary>A coordinator stands still for a while.</summary>
    CoordinatorPaused,

    /// <summary>The journal's lock does not hold, and another coordinator leads although the old one lives and leads, too.</summary>
    LockLost,

    /// <summary>Nothing gets from some process to another for a while, one way or both.</summary>
    Partitioned,

    /// <summary>A second coordinator process leads after the first.</summary>
    TakenOver,

    /// <summary>The power fails while the journal writes.</summary>
    PowerLost,

    /// <summary>The journal's disk is full for a while.</summary>
    DiskFull,

    /// <summary>The journal breaks in the middle of a write.</summary>
    JournalBroken,

    /// <summary>The run folder cannot be written.</summary>
    ArchiveFailed,

    /// <summary>The answer to a client is lost.</summary>
    AnswerLost,

    /// <summary>A client asks again for what it has.</summary>
    AskedAgain,

    /// <summary>A partition is rebuilt in another process.</summary>
    Rebuilt,

    /// <summary>A run begins again because a partition was given too much to be rebuilt.</summary>
    Restarted,

    /// <summary>A run is taken up again from the journal.</summary>
    Resumed,

    /// <summary>An injection is accepted.</summary>
    Injected,

    /// <summary>A partition is given again a piece of what it was given.</summary>
    Recalled,

    /// <summary>An injection is accepted while the past is executed again.</summary>
    InjectedEarly,

    /// <summary>A run ends at a bound and is executed again in one piece.</summary>
    Bounded,
}
