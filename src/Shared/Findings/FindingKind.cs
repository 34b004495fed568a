using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Findings;

/// <summary>What a kernel does wrong in a run (argument A of <see cref="TraceKind.Finding"/>).</summary>
public enum FindingKind
{
    /// <summary>An asynchronous driver's pending match was overwritten by another driver's: it is never tried.</summary>
    LostMatch = 0,

    /// <summary>An asynchronous driver passed over a device because another one was pending, which then did not bind it.</summary>
    PassedOverMatch = 1,

    /// <summary>A job found no driver in drvdata, because a probe that failed meanwhile cleared it: the kernel probes with a null driver.</summary>
    NullDriver = 2,

    /// <summary>A job found somebody else's data in drvdata and takes it for a driver.</summary>
    ForeignDriverData = 3,

    /// <summary>The driver core overwrote what somebody else kept in drvdata.</summary>
    ClobberedDriverData = 4,

    /// <summary>A driver is used after its driver_unregister() returned.</summary>
    DriverUseAfterFree = 5,

    /// <summary>A job probes a device whose removal has taken its driver away.</summary>
    ProbeOfRemovedDevice = 6,

    /// <summary>An error of one device's match() kept a driver from the devices behind it.</summary>
    WalkCutShort = 7,

    /// <summary>A thread waits for all asynchronous work while it holds a device lock that some of that work wants.</summary>
    FlushUnderLock = 8,

    /// <summary>A refused job runs in its caller, which holds the device lock that the job wants.</summary>
    InlineUnderLock = 9,

    /// <summary>An asynchronous job waits for all asynchronous work, itself among it.</summary>
    SelfWait = 10,

    /// <summary>Threads wait for each other in another way.</summary>
    Deadlock = 11,

    /// <summary>A thread that looks for a driver of a device probes it after its removal took its driver away.</summary>
    AttachOfRemovedDevice = 12,
}
