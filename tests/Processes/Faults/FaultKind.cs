namespace NumaProbe.Processes.Faults;

/// <summary>What can go wrong under a cluster.</summary>
public enum FaultKind
{
    /// <summary>A process that holds nodes is killed and started again.</summary>
    HostKilled,

    /// <summary>The coordinator is killed and started again.</summary>
    CoordinatorKilled,

    /// <summary>A process that holds nodes stands still for a while.</summary>
    HostPaused,

    /// <summary>The coordinator stands still for a while.</summary>
    CoordinatorPaused,

    /// <summary>Connections to the broker break off.</summary>
    ConnectionsCut,

    /// <summary>Messages come twice, the second time late and in another order.</summary>
    MessagesRepeated,

    /// <summary>The broker stops, loses every message, and starts again.</summary>
    BrokerRestarted,
}
