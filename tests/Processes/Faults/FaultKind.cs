namespace NumaProbe.Processes.Faults;

/// <summary>What can go wrong under a cluster.</summary>
public enum FaultKind
{
    /// <summary>A process that holds nodes is killed, and another one is started at its address at once.</summary>
    HostKilled,

    /// <summary>The coordinator is killed and started again.</summary>
    CoordinatorKilled,

    /// <summary>A process that holds nodes stands still for a while.</summary>
    HostPaused,

    /// <summary>The coordinator stands still for a while.</summary>
    CoordinatorPaused,

    /// <summary>Connections between processes break off, with a word or without one.</summary>
    ConnectionsCut,

    /// <summary>Messages come twice, the second time late and in another order.</summary>
    MessagesRepeated,

    /// <summary>What goes to a host and comes from it takes long, and not much goes at once.</summary>
    SlowLink,
}
