using System.Collections.Immutable;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Links;

/// <summary>
/// Managed device links (drivers/base/core.c) as far as they decide probes: a consumer waits for its suppliers, a supplier is not
/// released under a consumer, and sync_state() comes once, when all consumers are bound, not before the
/// late initcall, and on kernels that have it. Owns who supplies whom.
/// </summary>
internal sealed class DeviceLinks
{
    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly List<ImmutableArray<int>> _suppliers = [];
    private readonly Dictionary<int, List<int>> _consumers = [];
    private readonly HashSet<int> _synced = [];
    private readonly List<int> _held = [];
    private bool _isPaused;

    internal DeviceLinks(CoreContext core, BusRegistry registry)
    {
        _core = core;
        _registry = registry;
        _isPaused = core.Model.BootsInScenario;
        Extend();
    }

    /// <summary>
    /// Adds the links of the devices that the model has more now. Their suppliers are among them: a device that is known already may have
    /// got its sync_state(), which a further consumer would have held back.
    /// </summary>
    internal void Extend()
    {
        var model = _core.Model;
        var known = _suppliers.Count;
        for (var consumer = known; consumer < model.Scenario.Devices.Length; consumer++)
        {
            var suppliers = model.Scenario.Devices[consumer].Suppliers;
            _suppliers.Add(suppliers.IsEmpty ? [] : [.. suppliers.Select(s => model.DeviceNumbers[s])]);
            Invariant.Require(_suppliers[consumer].All(s => s >= known), "suppliers-are-as-new-as-their-consumer", consumer);
            foreach (var supplier in _suppliers[consumer])
            {
                if (!_consumers.TryGetValue(supplier, out var list))
                {
                    _consumers[supplier] = list = [];
                }

                list.Add(consumer);
            }
        }
    }

    /// <summary>device_links_check_suppliers(): the first supplier that is not bound, or is about to lose its driver, or -1.</summary>
    internal int DeviceLinksCheckSuppliers(int device)
    {
        foreach (var supplier in _suppliers[device])
        {
            if (_registry.Present(supplier) is not { BoundDriver: >= 0, Unbinding: false })
            {
                return supplier;
            }
        }

        return -1;
    }

    /// <summary>device_links_busy(): a consumer that is bound or being probed, or -1. Either way no further consumer may begin to probe.</summary>
    internal int DeviceLinksBusy(int supplier)
    {
        _registry.Current(supplier).Unbinding = true;
        if (_consumers.TryGetValue(supplier, out var consumers))
        {
            foreach (var consumer in consumers)
            {
                if (_registry.Present(consumer) is { } entry && (entry.BoundDriver >= 0 || entry.ProbingDriver >= 0))
                {
                    return consumer;
                }
            }
        }

        return -1;
    }

    /// <summary>device_links_driver_bound(): consumers may probe; sync_state() of every supplier, and of the device itself, whose consumers are all bound.</summary>
    internal void DeviceLinksDriverBound(ThreadContext task, int device)
    {
        _registry.Current(device).Unbinding = false;
        SyncState(task, device);
        foreach (var supplier in _suppliers[device])
        {
            SyncState(task, supplier);
        }
    }

    /// <summary>sync_state_resume_initcall(): what was ready before gets its call now, if it still is.</summary>
    internal void ResumeSyncState(ThreadContext task)
    {
        _isPaused = false;
        foreach (var supplier in _held)
        {
            SyncState(task, supplier);
        }

        _held.Clear();
    }

    private void SyncState(ThreadContext task, int supplier)
    {
        if (!_core.Model.Generation.HasSyncState
            || _synced.Contains(supplier)
            || !_consumers.TryGetValue(supplier, out var consumers)
            || !_registry.IsBound(supplier)
            || !consumers.TrueForAll(_registry.IsBound))
        {
            return;
        }

        if (_isPaused)
        {
            _held.Add(supplier);
        }
        else
        {
            _synced.Add(supplier);
            _core.Trace(default(SyncStateEvent), task, supplier);
        }
    }
}
