namespace NumaProbe.Cluster.Control;

/// <summary>Sorts of refusal.</summary>
public enum ControlRefusalKind
{
    /// <summary>The scenario, generation or fragment is not valid.</summary>
    Invalid,

    /// <summary>It does not fit the present state: no run, another run, the run takes no more events, a key used for something else.</summary>
    Conflict,

    /// <summary>This process does not lead the cluster, or not all nodes have joined.</summary>
    NotReady,

    /// <summary>A bound was reached: events of a run, size of a fragment.</summary>
    TooMuch,

    /// <summary>The infrastructure failed: the journal cannot be written.</summary>
    Failed,
}
