namespace NumaProbe.Cluster.Conduct;

/// <summary>What a coordinator counts, for logs and metrics; never part of a result.</summary>
/// <param name="Windows">Grants answered since the process began, those of its own partition included.</param>
/// <param name="RemoteWindows">Of these, by hosts: round trips.</param>
/// <param name="RejectedReports">Reports that could not be true; each ended a process.</param>
/// <param name="Leaderships">How often this process has led.</param>
/// <param name="Rebuilds">How often a partition was rebuilt in another process.</param>
/// <param name="Restarts">How often a run began again because a partition could not be rebuilt alone.</param>
/// <param name="Recalls">Messages by which partitions were rebuilt in pieces.</param>
/// <param name="EarlyInjections">Injections accepted while the past was still being executed again.</param>
public sealed record CoordinatorCounters(
    long Windows, long RemoteWindows, long RejectedReports, long Leaderships, long Rebuilds, long Restarts, long Recalls, long EarlyInjections);
