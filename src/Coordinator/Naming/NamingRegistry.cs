using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Coordinator.Naming;

/// <summary>
/// The naming classes while the machine runs (ida_alloc(), atomic counters, of_alias_get_id()): gives numbers in the order they are asked
/// for and takes them back when the device loses its driver or is removed. Owns who has which number.
/// </summary>
internal sealed class NamingRegistry
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly Dictionary<(int Class, int Owner), IndexPool> _pools = [];
    private readonly Dictionary<int, List<GivenIndex>> _given = [];
    private readonly List<int> _places = [];
    private readonly List<int> _placesAmongSiblings = [];
    private readonly Dictionary<(bool AmongSiblings, string? Parent, string Match), int> _next = [];

    internal NamingRegistry(CoreContext core, BusRegistry registry)
    {
        _core = core;
        _registry = registry;
    }

    /// <summary>The device is added: numbers that drivers which are there give in the order of enumeration.</summary>
    internal void DeviceAdded(KernelTask task, DeviceEntry device)
    {
        if (_core.Model.GivesNames)
        {
            foreach (var driver in device.Bus.Drivers.Where(d => !d.Removed))
            {
                Enumerate(task, device, driver.Number);
            }
        }
    }

    /// <summary>The driver is on its bus: the same for the devices that are there, in the order they were added.</summary>
    internal void DriverAdded(KernelTask task, DriverEntry driver)
    {
        if (_core.Model.GivesNames)
        {
            foreach (var device in driver.Bus.Devices.Where(d => d.OnBus))
            {
                Enumerate(task, device, driver.Number);
            }
        }
    }

    /// <summary>The device is created: the number that its own name has, which it keeps until it is removed.</summary>
    internal void Registered(KernelTask task, int device)
    {
        if (_core.Model.Scenario.Devices[device].Naming is { } name
            && _core.Model.NamingNumbers[name] is var number
            && !Of(device).Exists(g => g.Class == number))
        {
            Assign(task.Context, device, -1, number);
        }
    }

    /// <summary>An <c>index</c> step.</summary>
    internal void Take(TakeIndex request)
    {
        var naming = _core.Model.Naming[request.Class];
        if (naming.Taken == IndexTime.InProbe || !Of(request.Device).Exists(g => g.Class == request.Class))
        {
            Assign(request.Context, request.Device, request.Driver, request.Class, request.Of);
        }
    }

    /// <summary>The driver's probe failed or it was removed: what it took goes back, the last first.</summary>
    internal void DriverGone(ThreadContext context, int device, int driver) => GiveBack(context, device, g => g.Driver == driver);

    /// <summary>The device is removed.</summary>
    internal void DeviceGone(ThreadContext context, int device) => GiveBack(context, device, static _ => true);

    private void Enumerate(KernelTask task, DeviceEntry device, int driver)
    {
        if (!_core.Model.Matches(driver, device.Number))
        {
            return;
        }

        foreach (var number in _core.Model.NamingOf(device.Number, driver))
        {
            if (_core.Model.Naming[number].Taken == IndexTime.DeviceAdd && !Of(device.Number).Exists(g => g.Class == number))
            {
                Assign(task.Context, device.Number, -1, number);
            }
        }
    }

    private void GiveBack(ThreadContext context, int device, Predicate<GivenIndex> wanted)
    {
        if (!_given.TryGetValue(device, out var given))
        {
            return;
        }

        for (var i = given.Count - 1; i >= 0; i--)
        {
            var one = given[i];
            if (wanted(one))
            {
                given.RemoveAt(i);
                one.Pool?.Give(one.Index);
                _core.Trace(new NameReleasedEvent(one.Class, one.Index, one.Of), context, device, one.Driver);
            }
        }
    }

    private void Assign(ThreadContext context, int device, int driver, int number, int ofDevice = -1)
    {
        var naming = _core.Model.Naming[number];
        var (owner, parent) = Owner(ofDevice < 0 ? device : ofDevice, naming);
        var (index, of, pool) = naming.Source switch
        {
            IndexSource.Parent => (parent?.Index ?? -1, parent?.Of ?? -1, null),
            IndexSource.Fixed => (FixedOf(naming, device) ?? naming.First + PlaceOf(device, amongSiblings: naming.Of is not null), parent?.Index ?? -1, null),
            IndexSource.Alias when FixedOf(naming, device) is { } alias => (alias, parent?.Index ?? -1, null),
            _ => FromPool(naming, number, owner, parent?.Index ?? -1),
        };
        Of(device).Add(new GivenIndex(number, index, of, driver, pool));
        _core.Trace(new NameAssignedEvent(number, index, of), context, device, driver);
    }

    private (int Index, int Of, IndexPool? Pool) FromPool(NamingClass naming, int number, int owner, int of)
    {
        if (!_pools.TryGetValue((number, owner), out var pool))
        {
            // of_alias_get_highest_id() + 1: dynamic numbers never take one that an alias may claim later
            var first = naming.Source == IndexSource.Alias && !naming.Fixed.IsEmpty ? naming.Fixed.Max(f => f.Index) + 1 : naming.First;
            _pools[(number, owner)] = pool = new IndexPool(first, naming.Source != IndexSource.Counter);
        }

        return (pool.Take(), of, pool);
    }

    /// <summary>The device itself or its nearest ancestor that has a number of the class it belongs to.</summary>
    private (int Device, GivenIndex? Given) Owner(int device, NamingClass naming)
    {
        if (naming.Of is not null && _core.Model.NamingNumbers.TryGetValue(naming.Of, out var of))
        {
            for (var at = device; at >= 0; at = _registry.Parent(at)?.Number ?? -1)
            {
                if (_given.TryGetValue(at, out var given) && given.Find(g => g.Class == of) is { } found)
                {
                    return (at, found);
                }
            }
        }

        return (-1, null);
    }

    private List<GivenIndex> Of(int device)
    {
        if (!_given.TryGetValue(device, out var given))
        {
            _given[device] = given = [];
        }

        return given;
    }

    private int? FixedOf(NamingClass naming, int device)
    {
        var name = _core.Model.Scenario.Devices[device].Name;
        return naming.Fixed.FirstOrDefault(f => string.Equals(f.Device, name, StringComparison.Ordinal))?.Index;
    }

    /// <summary>
    /// Place of a device among those of the same match word, in the order of the file, and where asked among those of the same parent: a target's
    /// position at its host. What is added later changes none.
    /// </summary>
    private int PlaceOf(int device, bool amongSiblings)
    {
        var places = amongSiblings ? _placesAmongSiblings : _places;
        var devices = _core.Model.Scenario.Devices;
        while (places.Count < devices.Length)
        {
            var one = devices[places.Count];
            var key = (amongSiblings, amongSiblings ? one.Parent : null, one.Match);
            var place = _next.GetValueOrDefault(key);
            places.Add(place);
            _next[key] = place + 1;
        }

        return places[device];
    }
}
