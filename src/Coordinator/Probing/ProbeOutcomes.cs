using NumaProbe.Shared;
using NumaProbe.Coordinator.Links;
using NumaProbe.Coordinator.Lifecycle;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Naming;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;

namespace NumaProbe.Coordinator.Probing;

/// <summary>
/// What driver_probe_device(), driver_bound() and device_unbind_cleanup() do to the driver core's lists and counters before and
/// after a probe. Owns the instance numbers of each driver: taken at probe entry, given back on failure or removal.
/// </summary>
internal sealed class ProbeOutcomes
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly DeviceLinks _links;
    private readonly DeferredProbing _deferred;
    private readonly ProbeCount _probeCount;
    private readonly NamingRegistry _naming;
    private readonly CpuHotplug _hotplug;

    private readonly List<IndexPool> _instances = [];

    internal ProbeOutcomes(CoreContext core, BusRegistry registry, DeviceLinks links, DeferredProbing deferred, ProbeCount probeCount, NamingRegistry naming, CpuHotplug hotplug)
    {
        _core = core;
        _registry = registry;
        _links = links;
        _deferred = deferred;
        _probeCount = probeCount;
        _naming = naming;
        _hotplug = hotplug;
        Extend();
    }

    /// <summary>Takes over what the model has more now.</summary>
    internal void Extend()
    {
        while (_instances.Count < _core.Model.Scenario.Drivers.Length)
        {
            _instances.Add(new IndexPool(first: 0, givesBack: true));
        }
    }

    /// <summary>Counts the probe, checks the suppliers (device_links_check_suppliers()), snapshots the triggers and takes an instance.</summary>
    internal ProbeAdmitted Enter(ProbeEntered entered)
    {
        var device = _registry.Current(entered.Device);
        var context = entered.Context;
        if (device.Released)
        {
            var kind = context.IsAsync ? FindingKind.ProbeOfRemovedDevice : FindingKind.AttachOfRemovedDevice;
            _core.Find(kind, context, entered.Device, entered.Driver);
        }

        if (_registry.Driver(entered.Driver).Freed)
        {
            _core.Find(FindingKind.DriverUseAfterFree, context, entered.Device, entered.Driver);
            return new ProbeAdmitted(ProbeAdmitted.DriverIsFreed, 0, -1, PhysfnIsProbed: false);
        }

        var supplier = _links.DeviceLinksCheckSuppliers(entered.Device);
        if (supplier >= 0)
        {
            if (entered.Defers)
            {
                _deferred.DriverDeferredProbeAdd(context, device, DeferReason.SupplierNotReady, supplier);
            }

            return new ProbeAdmitted(supplier, 0, -1, PhysfnIsProbed: false);
        }

        if (entered.Defers)
        {
            _probeCount.Enter();
        }

        device.ProbingDriver = entered.Driver;
        if (_core.Model.IsProbedByPci(entered.Device))
        {
            _hotplug.Disable();
        }

        return new ProbeAdmitted(-1, _deferred.TriggerCount, _instances[entered.Driver].Take(), PhysfnIsProbed(device));
    }

    /// <summary>Binds or gives back, defers and triggers.</summary>
    internal void End(ProbeEnded ended)
    {
        var device = _registry.Current(ended.Device);
        var context = ended.Context;
        device.ProbingDriver = -1;
        if (_core.Model.IsProbedByPci(ended.Device))
        {
            _hotplug.Enable();
        }

        if (ended.Errno == 0)
        {
            Bind(context, device, ended.Driver);
        }
        else
        {
            Fail(context, device, ended);
        }

        if (ended.Defers)
        {
            _probeCount.Leave();
        }
    }

    /// <summary>pci_physfn_is_probed(): it is a virtual function, and its physical function is in its own probe.</summary>
    private bool PhysfnIsProbed(DeviceEntry device) =>
        device.Spec.PhysicalFunction is { } name && _registry.Present(_core.Model.DeviceNumbers[name]) is { ProbingDriver: >= 0 };

    /// <summary>The device lost its driver.</summary>
    internal void Unbound(DriverUnbound unbound)
    {
        var device = _registry.Current(unbound.Device);
        _registry.Driver(unbound.Driver).Bound.Remove(device);
        device.BoundDriver = -1;
        _instances[unbound.Driver].Give(unbound.Instance);
        _naming.DriverGone(unbound.Context, unbound.Device, unbound.Driver);
        _core.Trace(default(UnboundEvent), unbound.Context, unbound.Device, unbound.Driver);
    }

    /// <summary>driver_bound().</summary>
    private void Bind(ThreadContext context, DeviceEntry device, int driver)
    {
        device.BoundDriver = driver;
        var entry = _registry.Driver(driver);
        if (entry.Freed)
        {
            _core.Find(FindingKind.DriverUseAfterFree, context, device.Number, driver);
        }

        entry.Bound.Add(device);
        _core.Trace(default(BoundEvent), context, device.Number, driver);
        _links.DeviceLinksDriverBound(context, device.Number);
        _deferred.DriverDeferredProbeDel(context, device);
        _deferred.DriverDeferredProbeTrigger(context);
    }

    private void Fail(ThreadContext context, DeviceEntry device, ProbeEnded ended)
    {
        _instances[ended.Driver].Give(ended.Instance);
        _naming.DriverGone(context, device.Number, ended.Driver);
        _core.Trace(new NotBoundEvent(-ended.Errno), context, device.Number, ended.Driver);
        if (ended.Errno == -Errno.ProbeDefer)
        {
            if (ended.Defers)
            {
                _deferred.DriverDeferredProbeAdd(context, device, DeferReason.DriverRequest, -1);
                if (ended.TriggerCount != _deferred.TriggerCount)
                {
                    _deferred.DriverDeferredProbeTrigger(context);
                }
            }
        }
        else if (ended.Errno is not (-Errno.NoSuchDevice or -Errno.NoSuchAddress))
        {
            var level = _core.Model.Generation.ProbeFailureLevel;
            _core.Trace(new WarningEvent(WarningKind.ProbeFailed, level), context, device.Number, ended.Driver);
        }
    }
}
