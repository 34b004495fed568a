namespace NumaProbe.Cluster.Control;

/// <summary>
/// What the coordinator of a cluster can be asked and told from outside: the seam between the emulated machine and its HTTP API. Safe to
/// call from any thread. Never says that an event was accepted before it is in the journal.
/// </summary>
public interface IClusterControl
{
    /// <summary>How the cluster is now.</summary>
    ClusterStatus Status { get; }

    /// <summary>The trace of the present run or of the last one, or null before the first.</summary>
    ITraceLog? Trace { get; }

    /// <summary>Begins a run; refused while another one has not ended.</summary>
    /// <param name="request">The run wanted.</param>
    /// <param name="cancellation">Gives up waiting; whether the run began is then unknown.</param>
    Task<ControlOutcome<RunStarted>> StartAsync(StartRequest request, CancellationToken cancellation);

    /// <summary>Adds to the machine of the present run, and carries out events on it.</summary>
    /// <param name="request">What to add.</param>
    /// <param name="cancellation">Gives up waiting; whether it was accepted is then unknown, and the same key asks again safely.</param>
    Task<ControlOutcome<InjectionReceipt>> InjectAsync(InjectionRequest request, CancellationToken cancellation);

    /// <summary>Lets the present run end when nothing is left to do: no further event is accepted, its final state is recorded, its folder written.</summary>
    /// <param name="cancellation">Gives up waiting; the run still ends.</param>
    Task<ControlOutcome<RunFinished>> FinishAsync(CancellationToken cancellation);

    /// <summary>What has happened so far as an ordinary scenario file; running it gives the identical trace. Null before the first run.</summary>
    ScenarioExport? Export();
}
