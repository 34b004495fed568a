namespace NumaProbe.Analysis.Names;

/// <summary>What decides which device gets which name of a class.</summary>
public enum DecidingSection
{
    /// <summary>A table, the firmware or the place in the machine.</summary>
    Topology,

    /// <summary>The name of another class.</summary>
    AnotherClass,

    /// <summary>The order in which devices are added.</summary>
    Enumeration,

    /// <summary>The order of synchronous probes.</summary>
    SynchronousProbe,

    /// <summary>Which of several asynchronous probes comes first.</summary>
    AsynchronousProbe,
}
