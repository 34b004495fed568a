namespace NumaProbe.Shared.Events;

/// <summary>What an async entry will do (argument B of <see cref="TraceKind.AsyncScheduled"/>).</summary>
public enum AsyncSide
{
    /// <summary>__driver_attach_async_helper: the driver came after the device.</summary>
    Driver = 0,

    /// <summary>__device_attach_async_helper: the device came after the driver.</summary>
    Device = 1,

    /// <summary>A raw async_schedule_node() of a scenario.</summary>
    Raw = 2,

    /// <summary>Not an async entry: the deferred probe work item.</summary>
    Deferred = 3,

    /// <summary>driver_attach_async: one job walks all devices of a driver's bus (up to 4.20).</summary>
    Walk = 4,

    /// <summary>Not an async entry: a synchronous probe handed to a worker on the device's node.</summary>
    HandedOver = 5,

    /// <summary>A part of a probe that runs as an asynchronous call of its own (async_schedule() inside a probe).</summary>
    Part = 6,

    /// <summary>nd_async_device_register: device_add() of a device of the persistent-memory bus.</summary>
    Registration = 7,
}
