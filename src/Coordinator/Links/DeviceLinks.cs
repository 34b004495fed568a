using System.Collections.Immutable;
using NumaProbe.Actors;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Links;

/// <summary>
/// Managed device links (drivers/base/core.c) as far as they decide probes: a consumer waits for its suppliers, a supplier is not
/// released under a consumer, and sync_state() comes once, when all consumers are bound, not before the
/// late initcall, and on kernels that have it. Owns who supplies whom.
/// </summary>
internal sealed class DeviceLinks
{
    private readonly DriverCore _core;
    private readonly List<ImmutableArray<int>> _suppliers = [];
    private readonly Dictionary<int, List<int>> _consumers = [];
    private readonly HashSet<int> _synced = [];
    private readonly List<int> _held = [];
    private bool _isPaused;

    internal DeviceLinks(DriverCore core)
    {
        _core = core;
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
    internal int FirstUnboundSupplier(int device)
    {
        foreach (var supplier in _suppliers[device])
        {
            if (_core.Registry.Present(supplier) is not { BoundDriver: >= 0, Unbinding: false })
            {
                return supplier;
            }
        }

        return -1;
    }

    /// <summary>device_links_busy(): a consumer that is bound or being probed, or -1. Either way no further consumer may begin to probe.</summary>
    internal int BusyConsumer(int supplier)
    {
        _core.Registry.Current(supplier).Unbinding = true;
        if (_consumers.TryGetValue(supplier, out var consumers))
        {
            foreach (var consumer in consumers)
            {
                if (_core.Registry.Present(consumer) is { } entry && (entry.BoundDriver >= 0 || entry.ProbingDriver >= 0))
                {
                    return consumer;
                }
            }
        }

        return -1;
    }

    /// <summary>device_links_driver_bound(): consumers may probe; sync_state() of every supplier, and of the device itself, whose consumers are all bound.</summary>
    internal void DriverBound(ThreadContext task, int device)
    {
        _core.Registry.Current(device).Unbinding = false;
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
            || !_core.Registry.IsBound(supplier)
            || !consumers.TrueForAll(_core.Registry.IsBound))
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
            _core.Trace(TraceKind.SyncState, task, supplier);
        }
    }
}
