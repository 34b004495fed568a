using System.Runtime.InteropServices;

namespace NumaProbe.Node.Devices;

/// <summary>What driver-side jobs left on one device: plain state of its actor, changed under the device lock by <see cref="PendingDrivers"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PendingSlot
{
    /// <summary>The driver that a job will read: dev->p->async_driver, or drvdata in the patch of 2018.</summary>
    internal int Driver;

    /// <summary>Jobs that were queued and have not begun.</summary>
    internal int Jobs;

    /// <summary>Drivers that were kept off by the pending one, or null.</summary>
    internal List<int>? PassedOver;
}
