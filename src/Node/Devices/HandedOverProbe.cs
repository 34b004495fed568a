using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>A synchronous probe on its way to a worker of the device's node and back (proposal of 2026).</summary>
internal sealed class HandedOverProbe
{
    internal HandedOverProbe(ThreadContext caller, int driver, int instance, Signal over)
    {
        Caller = caller;
        Driver = driver;
        Instance = instance;
        Over = over;
    }

    /// <summary>The thread that waits.</summary>
    internal ThreadContext Caller { get; }

    internal int Driver { get; }

    internal int Instance { get; }

    /// <summary>Raised when the probe ended.</summary>
    internal Signal Over { get; }

    /// <summary>What the probe returned.</summary>
    internal int Result { get; set; }
}
