namespace NumaProbe.Shared.Operations;

/// <summary>What the target of an operation names.</summary>
public enum EventTargetKind
{
    /// <summary>The operation takes no target.</summary>
    None,

    /// <summary>A device name.</summary>
    Device,

    /// <summary>A driver name.</summary>
    Driver,

    /// <summary>A module name.</summary>
    Module,

    /// <summary><c>driver:device</c>.</summary>
    DriverAndDevice,

    /// <summary><c>bus:0</c> or <c>bus:1</c>.</summary>
    BusSwitch,

    /// <summary>A CPU number.</summary>
    Cpu,

    /// <summary>A node number.</summary>
    Node,

    /// <summary>A duration (<c>50ms</c>; a plain number counts milliseconds).</summary>
    Duration,

    /// <summary><c>node:duration</c> (a plain number counts milliseconds; node -1: none).</summary>
    NodeAndDuration,

    /// <summary><c>default</c> or <c>exclusive</c>.</summary>
    AsyncDomain,

    /// <summary>An async cookie, from 1.</summary>
    Cookie,

    /// <summary><c>device:node</c>, node -1 for none; the last colon divides.</summary>
    DeviceAndNode,

    /// <summary><c>device:parent</c>; names may contain colons, so that colon divides which has a device on either side.</summary>
    DeviceAndParent,
}
