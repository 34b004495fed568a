using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Buses;

/// <summary>All buses, and who is added and registered now. Owns the addresses of device actors.</summary>
internal sealed class BusRegistry
{
    private readonly Bus[] _buses;
    private MachineModel _model;
    private DeviceEntry?[] _present;
    private DeviceEntry?[] _latest;
    private DriverEntry?[] _drivers;
    private readonly HashSet<int> _names = [];
    private readonly int[] _devicesOfNode;

    internal BusRegistry(MachineModel model)
    {
        _model = model;
        _buses = [.. model.Scenario.Buses.Select(b => new Bus(b))];
        _present = new DeviceEntry?[model.Scenario.Devices.Length];
        _latest = new DeviceEntry?[model.Scenario.Devices.Length];
        _drivers = new DriverEntry?[model.Scenario.Drivers.Length];
        _devicesOfNode = new int[model.NodeCount];
    }

    /// <summary>Makes room for the devices and drivers that the model has more now; buses stay.</summary>
    internal void Extend(MachineModel model)
    {
        _model = model;
        Array.Resize(ref _present, model.Scenario.Devices.Length);
        Array.Resize(ref _latest, model.Scenario.Devices.Length);
        Array.Resize(ref _drivers, model.Scenario.Drivers.Length);
    }

    internal Bus Bus(string name) => _buses[_model.BusNumbers[name]];

    /// <summary>The device that is added now, or null.</summary>
    internal DeviceEntry? Present(int device) => _present[device];

    /// <summary>The latest device of that number, removed or not; there must have been one.</summary>
    internal DeviceEntry Current(int device)
    {
        var entry = _latest[device];
        Invariant.Require(entry is not null, "device-was-added", device);
        return entry;
    }

    /// <summary>The latest registration of a driver; there must have been one.</summary>
    internal DriverEntry Driver(int driver)
    {
        var entry = _drivers[driver];
        Invariant.Require(entry is not null, "driver-was-registered", driver);
        return entry;
    }

    /// <summary>The registered driver, or null.</summary>
    internal DriverEntry? Registered(int driver) => _drivers[driver] is { Removed: false } entry ? entry : null;

    /// <summary>driver_find() and bus_add_driver(): a name is taken from the first moment of registering to the last of unregistering.</summary>
    internal bool TryTakeName(int driver) => _names.Add(driver);

    internal void GiveName(int driver) => _names.Remove(driver);

    internal bool IsBound(int device) => _present[device] is { BoundDriver: >= 0 };

    /// <summary>Makes the entry of a device being added; its node is the parent's if it has none.</summary>
    internal DeviceEntry Add(int number)
    {
        Invariant.Require(_present[number] is null, "device-is-added-once", number);
        var spec = _model.Scenario.Devices[number];
        var node = spec.NumaNode;
        if (node < 0 && Parent(number) is { } parent)
        {
            node = parent.NumaNode;
        }

        var home = _model.NodeExists(node) ? node : _model.Pods.BootNode;
        var address = new ActorId((ushort)Addresses.PartitionOf(home), ActorKinds.Device, _devicesOfNode[home]++);
        var entry = new DeviceEntry(number, spec, Bus(spec.Bus), node, address);
        _present[number] = entry;
        _latest[number] = entry;
        return entry;
    }

    /// <summary>A device of that number was removed and something still works on it or is bound to it (no dead flag, up to 5.1).</summary>
    internal bool IsStillUsed(int device) => _latest[device] is { } entry && (entry.Users > 0 || entry.BoundDriver >= 0 || entry.ProbingDriver >= 0);

    internal void Remove(DeviceEntry entry) => _present[entry.Number] = null;

    internal DriverEntry AddDriver(int number)
    {
        var spec = _model.Scenario.Drivers[number];
        var entry = new DriverEntry(number, spec, Bus(spec.Bus));
        _drivers[number] = entry;
        entry.Bus.Drivers.Add(entry);
        return entry;
    }

    /// <summary>How a device ended: its node (the file's if it was never added), whether it is added, and its driver or -1.</summary>
    internal (int NumaNode, bool Present, int Driver) Final(int device)
    {
        var present = _present[device];
        var node = _latest[device]?.NumaNode ?? _model.Scenario.Devices[device].NumaNode;
        return (node, present is not null, present?.BoundDriver ?? -1);
    }

    /// <summary>The parent that is added now, or null.</summary>
    internal DeviceEntry? Parent(int device) =>
        _present[device]?.MovedTo is { } moved ? _present[moved]
        : _model.Scenario.Devices[device].Parent is { } name ? _present[_model.DeviceNumbers[name]]
        : null;
}
