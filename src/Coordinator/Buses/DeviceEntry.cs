using NumaProbe.VirtualTime;
using NumaProbe.Shared.Devices;

namespace NumaProbe.Coordinator.Buses;

/// <summary>A device from device_add() on, as the driver core's lists see it; its own state lives in its actor.</summary>
internal sealed class DeviceEntry
{
    internal DeviceEntry(int number, DeviceSpec spec, Bus bus, int numaNode, ActorId address)
    {
        Number = number;
        Spec = spec;
        Bus = bus;
        NumaNode = numaNode;
        Address = address;
    }

    internal int Number { get; }

    internal DeviceSpec Spec { get; }

    internal Bus Bus { get; }

    /// <summary>Node after inheritance from the parent, -1 for none.</summary>
    internal int NumaNode { get; set; }

    /// <summary>The parent that device_move() gave it, or null.</summary>
    internal int? MovedTo { get; set; }

    internal ActorId Address { get; }

    /// <summary>On the bus's device list.</summary>
    internal bool OnBus { get; set; }

    /// <summary>Somebody is removing it.</summary>
    internal bool Dying { get; set; }

    /// <summary>Driver it is bound to (knode_driver attached), or -1.</summary>
    internal int BoundDriver { get; set; } = -1;

    /// <summary>Driver whose probe runs, or -1.</summary>
    internal int ProbingDriver { get; set; } = -1;

    /// <summary>Its driver is being removed: until it is bound again no consumer may begin to probe (DL_STATE_SUPPLIER_UNBIND).</summary>
    internal bool Unbinding { get; set; }

    /// <summary>Its removal took its driver away, and it has not left sysfs yet: where nothing marks it dead, it can still be probed.</summary>
    internal bool Released { get; set; }

    /// <summary>Threads and jobs of the driver core that are at work on it.</summary>
    internal int Users { get; set; }

    /// <summary>Its place on one of the deferred lists, or null.</summary>
    internal LinkedListNode<DeviceEntry>? DeferredNode { get; set; }
}
