namespace NumaProbe.Cluster.Hosts;

/// <summary>What a node host is doing.</summary>
public enum HostPhase
{
    /// <summary>No coordinator has answered yet.</summary>
    Joining,

    /// <summary>A coordinator knows it.</summary>
    Joined,

    /// <summary>Another process has its nodes: the process is to end.</summary>
    Fenced,

    /// <summary>It does not fit the cluster: the process is to end.</summary>
    Refused,
}
