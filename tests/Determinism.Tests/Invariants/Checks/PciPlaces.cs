using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// A PCI probe runs in a worker of the first CPU of its device's node that is online and allowed; in place only where there is none, and
/// those of virtual functions. While one runs no CPU changes.
/// </summary>
internal sealed class PciPlaces(RunFacts facts) : TraceCheck(facts)
{
    private readonly Hotplug _hotplug = new(facts);
    private readonly Dictionary<int, int> _nodeOfDevice = [];
    private readonly HashSet<int> _running = [];

    /// <summary>Node of a device that was given another one: the device hears of it a moment after the trace shows it, so nothing is asked of it.</summary>
    private const int Elsewhere = -2;

    internal override string Rule => "PCI probes run where pci_call_probe() puts them";

    internal override void Add(in TraceEvent e)
    {
        _hotplug.Add(e);
        switch (e.Kind)
        {
            case TraceKind.DeviceAdded:
                _nodeOfDevice[e.Device] = (int)e.A;
                break;
            case TraceKind.NodeChanged:
                _nodeOfDevice[e.Device] = Elsewhere;
                break;
            case TraceKind.CpuState when _running.Count > 0:
                Violated(e, $"while device {_running.First()} is probed");
                break;
            case TraceKind.ProbeStart when Facts.IsPlacedByPci(e.Device):
                OnStart(e);
                _running.Add(e.Device);
                break;
            case TraceKind.ProbeEnd:
                _running.Remove(e.Device);
                break;
            case TraceKind.ProbeStart when ThreadId.IsCpuWorker(e.Thread) && e.A == (long)ProbeContext.Caller:
                Violated(e, "is probed by a worker of a CPU, and its bus is not PCI");
                break;
            default:
                break;
        }
    }

    private void OnStart(in TraceEvent e)
    {
        // whether its physical function is in its probe is known to the driver core a moment before the trace shows it
        var mayBeInPlace = Facts.Scenario.Devices[e.Device].PhysicalFunction is not null && !ThreadId.IsCpuWorker(e.Thread);
        var node = _nodeOfDevice[e.Device];
        var cpus = node < 0 || node >= Facts.CpusOfNode.Length ? [] : Facts.CpusOfNode[node].Where(Facts.MayProbePci).ToList();
        if (mayBeInPlace || cpus.Exists(cpu => !_hotplug.IsOnline(cpu) && !_hotplug.IsOffline(cpu)))
        {
            return;
        }

        var wanted = cpus.Where(_hotplug.IsOnline).DefaultIfEmpty(-1).First();
        if (wanted >= 0 && (e.Cpu != wanted || !ThreadId.IsCpuWorker(e.Thread) || ThreadId.CpuOf(e.Thread) != wanted))
        {
            Violated(e, $"runs on CPU {e.Cpu}, and CPU {wanted} is the first one");
        }
    }
}
