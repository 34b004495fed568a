using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator;

/// <summary>
/// What driver_probe_device(), driver_bound() and device_unbind_cleanup() do to the driver core's lists and counters before and
/// after a probe. Owns nothing.
/// </summary>
internal sealed class ProbeOutcomes
{
    private readonly DriverCore _core;

    internal ProbeOutcomes(DriverCore core) => _core = core;

    /// <summary>Counts the probe, checks the suppliers (device_links_check_suppliers()), snapshots the triggers and takes an instance.</summary>
    internal ProbeAdmitted Enter(ProbeEntered entered)
    {
        var device = _core.Registry.Current(entered.Device);
        var context = entered.Context;
        if (device.Released)
        {
            var kind = context.IsAsync ? FindingKind.ProbeOfRemovedDevice : FindingKind.AttachOfRemovedDevice;
            _core.Find(kind, context, entered.Device, entered.Driver);
        }

        if (_core.Registry.Driver(entered.Driver).Freed)
        {
            _core.Find(FindingKind.DriverUseAfterFree, context, entered.Device, entered.Driver);
            return new ProbeAdmitted(ProbeAdmitted.DriverIsFreed, 0, -1, PhysfnIsProbed: false);
        }

        var supplier = _core.Links.FirstUnboundSupplier(entered.Device);
        if (supplier >= 0)
        {
            if (entered.Defers)
            {
                _core.Deferred.Add(context, device, DeferReason.SupplierNotReady, supplier);
            }

            return new ProbeAdmitted(supplier, 0, -1, PhysfnIsProbed: false);
        }

        if (entered.Defers)
        {
            _core.ProbeCount.Enter();
        }

        device.ProbingDriver = entered.Driver;
        if (_core.Model.IsProbedByPci(entered.Device))
        {
            _core.Hotplug.Disable();
        }

        return new ProbeAdmitted(-1, _core.Deferred.TriggerCount, _core.Instances[entered.Driver].Take(), PhysfnIsProbed(device));
    }

    /// <summary>Binds or gives back, defers and triggers.</summary>
    internal void End(ProbeEnded ended)
    {
        var device = _core.Registry.Current(ended.Device);
        var context = ended.Context;
        device.ProbingDriver = -1;
        if (_core.Model.IsProbedByPci(ended.Device))
        {
            _core.Hotplug.Enable();
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
            _core.ProbeCount.Leave();
        }
    }

    /// <summary>pci_physfn_is_probed(): it is a virtual function, and its physical function is in its own probe.</summary>
    private bool PhysfnIsProbed(DeviceEntry device) =>
        device.Spec.PhysicalFunction is { } name && _core.Registry.Present(_core.Model.DeviceNumbers[name]) is { ProbingDriver: >= 0 };

    /// <summary>The device lost its driver.</summary>
    internal void Unbound(DriverUnbound unbound)
    {
        var device = _core.Registry.Current(unbound.Device);
        _core.Registry.Driver(unbound.Driver).Bound.Remove(device);
        device.BoundDriver = -1;
        _core.Instances[unbound.Driver].Give(unbound.Instance);
        _core.Naming.DriverGone(unbound.Context, unbound.Device, unbound.Driver);
        _core.Trace(TraceKind.Unbound, unbound.Context, unbound.Device, unbound.Driver);
    }

    /// <summary>driver_bound().</summary>
    private void Bind(ThreadContext context, DeviceEntry device, int driver)
    {
        device.BoundDriver = driver;
        var entry = _core.Registry.Driver(driver);
        if (entry.Freed)
        {
            _core.Find(FindingKind.DriverUseAfterFree, context, device.Number, driver);
        }

        entry.Bound.Add(device);
        _core.Trace(TraceKind.Bound, context, device.Number, driver);
        _core.Links.DriverBound(context, device.Number);
        _core.Deferred.Remove(context, device);
        _core.Deferred.Trigger(context);
    }

    private void Fail(ThreadContext context, DeviceEntry device, ProbeEnded ended)
    {
        _core.Instances[ended.Driver].Give(ended.Instance);
        _core.Naming.DriverGone(context, device.Number, ended.Driver);
        _core.Trace(TraceKind.NotBound, context, device.Number, ended.Driver, a: -ended.Errno);
        if (ended.Errno == -Errno.ProbeDefer)
        {
            if (ended.Defers)
            {
                _core.Deferred.Add(context, device, DeferReason.DriverRequest, -1);
                if (ended.TriggerCount != _core.Deferred.TriggerCount)
                {
                    _core.Deferred.Trigger(context);
                }
            }
        }
        else if (ended.Errno is not (-Errno.NoSuchDevice or -Errno.NoSuchAddress))
        {
            var level = _core.Model.Generation.ProbeFailureLevel;
            _core.Trace(TraceKind.Warning, context, device.Number, ended.Driver, a: (long)WarningKind.ProbeFailed, b: (long)level);
        }
    }
}
