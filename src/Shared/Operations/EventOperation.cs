namespace NumaProbe.Shared.Operations;

/// <summary>What an event, or an operation inside a probe, calls. The file spelling is the name in snake case.</summary>
public enum EventOperation
{
    /// <summary>device_add(); target: device.</summary>
    DeviceAdd,

    /// <summary>device_del(); target: device.</summary>
    DeviceDel,

    /// <summary>driver_register(); target: driver.</summary>
    DriverRegister,

    /// <summary>driver_unregister(); target: driver.</summary>
    DriverUnregister,

    /// <summary>modprobe: the module's init with its synchronisation; target: module.</summary>
    ModuleLoad,

    /// <summary>rmmod: the module's exit with its synchronisation; target: module.</summary>
    ModuleUnload,

    /// <summary>wait_for_device_probe(); no target.</summary>
    WaitForDeviceProbe,

    /// <summary>async_synchronize_full(); no target.</summary>
    AsyncSynchronizeFull,

    /// <summary>The thread sleeps; target: milliseconds in recordings (<c>50</c>), a duration in scenario files (<c>50ms</c>).</summary>
    Sleep,

    /// <summary>device_attach(): synchronous, every matching driver; target: device.</summary>
    Attach,

    /// <summary>device_release_driver(); target: device.</summary>
    Detach,

    /// <summary>device_reprobe(); target: device.</summary>
    Reprobe,

    /// <summary>Write to a driver's <c>bind</c> file; target: <c>driver:device</c>.</summary>
    Bind,

    /// <summary>Write to a driver's <c>unbind</c> file; target: <c>driver:device</c>.</summary>
    Unbind,

    /// <summary>Write to the bus's <c>drivers_probe</c> file; target: device.</summary>
    DriversProbe,

    /// <summary>Write to a bus's <c>drivers_autoprobe</c> file; target: <c>bus:0</c> or <c>bus:1</c>.</summary>
    DriversAutoprobe,

    /// <summary>Take a CPU offline; target: CPU number.</summary>
    CpuOffline,

    /// <summary>Bring a CPU online; target: CPU number.</summary>
    CpuOnline,

    /// <summary>Take every CPU of a node offline; target: node number.</summary>
    NodeOffline,

    /// <summary>Bring every CPU of a node online; target: node number.</summary>
    NodeOnline,

    /// <summary>A raw async_schedule_node() of a sleeping job; target: <c>node:milliseconds</c> (node -1: none).</summary>
    AsyncJob,

    /// <summary>The same job in an exclusive domain, which async_synchronize_full() ignores; target: <c>node:milliseconds</c>.</summary>
    AsyncJobExclusive,

    /// <summary>async_synchronize_full_domain(); target: <c>default</c> or <c>exclusive</c>.</summary>
    AsyncSynchronizeDomain,

    /// <summary>async_synchronize_cookie() of the default domain; target: the cookie.</summary>
    AsyncSynchronizeCookie,

    /// <summary>
    /// late_initcall of deferred probing: enables triggers and starts the deferred probe timeout. A scenario without this
    /// event starts on a booted system: triggers enabled, timeout long over.
    /// </summary>
    LateInitcall,

    /// <summary>dev_set_drvdata() by somebody who is no driver (code of a bus or class); target: device.</summary>
    SetDrvdata,

    /// <summary>Write to a PCI device's <c>numa_node</c> file; target: <c>device:node</c> (node -1: none).</summary>
    SetNumaNode,

    /// <summary>device_move() to another parent, whose node the device takes over; target: <c>device:parent</c>.</summary>
    DeviceMove,

    /// <summary>nd_device_register(): device_add() as a job of the exclusive domain, near the device's node; target: device.</summary>
    NdDeviceRegister,

    /// <summary>nd_synchronize(): waits for every job of that domain; no target.</summary>
    NdSynchronize,

    /// <summary>device_lock() and at once device_unlock(): waits for whoever has the device's lock; target: device.</summary>
    DeviceLockBarrier,

    /// <summary>scsi_complete_async_scans(): waits until no SCSI host scans; no target.</summary>
    ScsiCompleteAsyncScans,
}
