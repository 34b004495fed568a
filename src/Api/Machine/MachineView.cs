using System.Runtime.InteropServices;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Machine;

/// <summary>
/// The emulated machine as the trace so far shows it: a fold over the events, in their order. Knows nothing that is not in the
/// trace, so it is the same after every recovery.
/// </summary>
internal sealed class MachineView : ITraceSink
{
    private readonly List<DeviceState> _devices = [];
    private readonly List<DriverState> _drivers = [];
    private readonly SortedSet<int> _offline = [];

    /// <summary>CPUs that went offline and did not come back.</summary>
    internal IReadOnlyCollection<int> OfflineCpus => _offline;

    /// <summary>Devices that are present now.</summary>
    internal int Present { get; private set; }

    /// <summary>Devices that are bound now.</summary>
    internal int Bound { get; private set; }

    /// <summary>One past the highest device number seen.</summary>
    internal int DeviceCount => _devices.Count;

    /// <summary>The state of a device; one that the trace never named is absent.</summary>
    internal DeviceState Device(int number) => number < _devices.Count ? _devices[number] : new DeviceState();

    /// <summary>The state of a driver; one that the trace never named is not registered.</summary>
    internal DriverState Driver(int number) => number < _drivers.Count ? _drivers[number] : new DriverState();

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        if (traceEvent.Kind == TraceKind.CpuState)
        {
            var (cpu, isOnline) = traceEvent.As<CpuStateEvent>();
            _ = isOnline ? _offline.Remove(cpu) : _offline.Add(cpu);
        }

        if (traceEvent.Driver >= 0)
        {
            OnDriver(traceEvent, ref At(_drivers, traceEvent.Driver));
        }

        if (traceEvent.Device >= 0)
        {
            OnDevice(traceEvent);
        }
    }

    private static void OnDriver(in TraceEvent e, ref DriverState driver)
    {
        switch (e.Kind)
        {
            case TraceKind.DriverAdded:
                driver.IsRegistered = true;
                break;
            case TraceKind.DriverRemoved:
                driver.IsRegistered = false;
                break;
            case TraceKind.ProbeStart:
                driver.Probes++;
                break;
            case TraceKind.ProbeEnd when e.As<ProbeEndEvent>().Result is var result && result < 0 && result != Errno.ProbeDefer:
                driver.Failures++;
                break;
            default:
                break;
        }
    }

    private void OnDevice(in TraceEvent e)
    {
        ref var device = ref At(_devices, e.Device);
        switch (e.Kind)
        {
            case TraceKind.DeviceAdded:
                device = new DeviceState { WasAdded = true, IsPresent = true, Node = e.As<DeviceAddedEvent>().NumaNode };
                Present++;
                break;
            case TraceKind.DeviceRemoved when device.IsPresent:
                Bind(ref device, -1);
                device.IsPresent = false;
                Present--;
                break;
            case TraceKind.NodeChanged:
                device.Node = e.As<NodeChangedEvent>().NumaNode;
                break;
            case TraceKind.Bound:
                Bind(ref device, e.Driver);
                break;
            case TraceKind.Unbound:
                Bind(ref device, -1);
                break;
            default:
                OnProbing(e, ref device);
                break;
        }
    }

    private static void OnProbing(in TraceEvent e, ref DeviceState device)
    {
        switch (e.Kind)
        {
            case TraceKind.ProbeStart:
                device.IsProbing = true;
                device.Attempts++;
                device.LastDriver = e.Driver;
                break;
            case TraceKind.ProbeEnd:
                device.IsProbing = false;
                device.LastResult = e.As<ProbeEndEvent>().Result;
                break;
            case TraceKind.Deferred:
                device.IsDeferred = true;
                (device.DeferReason, device.WaitsFor) = e.As<DeferredEvent>();
                break;
            case TraceKind.FinalDeferred:
                device.IsDeferred = true;
                break;
            case TraceKind.Undeferred or TraceKind.Retried:
                device.IsDeferred = false;
                break;
            default:
                break;
        }
    }

    private void Bind(ref DeviceState device, int driver)
    {
        Count(device.BoundTo, -1);
        Count(driver, 1);
        device.BoundTo = driver;
    }

    private void Count(int driver, int by)
    {
        if (driver >= 0)
        {
            At(_drivers, driver).Bound += by;
            Bound += by;
        }
    }

    private static ref T At<T>(List<T> list, int number)
        where T : new()
    {
        while (list.Count <= number)
        {
            list.Add(new T());
        }

        return ref CollectionsMarshal.AsSpan(list)[number];
    }
}
