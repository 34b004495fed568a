using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// From 5.1 to 6.1 an asynchronous probe starts on its device's node when that node has a CPU that unbound workers may use and that is online
/// from the scheduling to the start.
/// </summary>
internal sealed class HomeNodes(RunFacts facts) : TraceCheck(facts)
{
    private readonly Hotplug _hotplug = new(facts);
    private readonly Dictionary<int, int> _nodeOfDevice = [];
    private readonly Dictionary<long, (int Node, HashSet<int> Cpus)> _scheduled = [];
    private readonly Dictionary<int, long> _cookieOfThread = [];

    internal override string Rule => "on 6.1 asynchronous probes start at home";

    internal override void Add(in TraceEvent e)
    {
        var doubtful = _hotplug.Add(e);
        foreach (var (_, cpus) in _scheduled.Values)
        {
            cpus.ExceptWith(doubtful);
        }

        switch (e.Kind)
        {
            case TraceKind.DeviceAdded:
                _nodeOfDevice[e.Device] = (int)e.A;
                break;
            case TraceKind.NodeChanged:
                _nodeOfDevice[e.Device] = (int)e.B;
                break;
            case TraceKind.AsyncScheduled when e.B == (long)AsyncSide.Registration:
                var asked = NodeInFile(e.Device);
                _scheduled[e.A] = (asked, UsableCpus(asked));
                break;
            case TraceKind.AsyncScheduled when e.Device >= 0:
                _scheduled[e.A] = (_nodeOfDevice[e.Device], UsableCpus(_nodeOfDevice[e.Device]));
                break;
            case TraceKind.JobStart:
                _cookieOfThread[e.Thread] = e.A;
                break;
            case TraceKind.ProbeStart when Facts.IsOld && Facts.HasNodeHint && e.A == (long)ProbeContext.Async:
                OnProbe(e);
                break;
            default:
                break;
        }
    }

    private void OnProbe(in TraceEvent e)
    {
        if (_scheduled.TryGetValue(_cookieOfThread.GetValueOrDefault(e.Thread), out var at) && at.Cpus.Count > 0 && Facts.NodeOf(e.Cpu) != at.Node)
        {
            Violated(e, $"starts on node {Facts.NodeOf(e.Cpu)}, and its device is on node {at.Node}");
        }
    }

    // a device that is to be registered is nowhere yet: its own node, or that of what it will belong to
    private int NodeInFile(int device)
    {
        var devices = Facts.Scenario.Devices;
        var spec = devices[device];
        while (spec.NumaNode < 0 && spec.Parent is not null)
        {
            spec = devices.Single(d => string.Equals(d.Name, spec.Parent, StringComparison.Ordinal));
        }

        return spec.NumaNode;
    }

    private HashSet<int> UsableCpus(int node) => node < 0 || node >= Facts.CpusOfNode.Length
        ? []
        : [.. Facts.CpusOfNode[node].Where(cpu => Facts.MayRunUnbound(cpu) && _hotplug.IsOnline(cpu))];
}
