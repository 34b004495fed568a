using System.Globalization;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// Which CPUs were surely online at a time of a run. A CPU counts as offline from the call that takes it offline until
/// the call that brings it back has returned.
/// </summary>
internal sealed class RecordedOnlineCpus
{
    private readonly Dictionary<int, int[]> _cpusOfNode = [];
    private readonly HashSet<int> _offlineAtStart;
    private readonly List<(long Time, int[] Cpus, bool Online)> _changes = [];

    internal RecordedOnlineCpus(RecordedTopology topology, IReadOnlyList<CallRecord> calls)
    {
        _offlineAtStart = [.. topology.OfflineCpus ?? []];
        foreach (var node in topology.Nodes ?? [])
        {
            _cpusOfNode[node.Id] = [.. node.Cpus ?? []];
        }

        foreach (var call in calls)
        {
            if (call.Result == 0 && int.TryParse(call.Target, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
            {
                AddChange(call, number);
            }
        }

        _changes.Sort(static (a, b) => a.Time.CompareTo(b.Time));
    }

    internal bool NodeHasOnline(int node, long time)
    {
        if (!_cpusOfNode.TryGetValue(node, out var cpus))
        {
            return false;
        }

        var offline = new HashSet<int>(_offlineAtStart);
        foreach (var change in _changes.TakeWhile(change => change.Time <= time))
        {
            if (change.Online)
            {
                offline.ExceptWith(change.Cpus);
            }
            else
            {
                offline.UnionWith(change.Cpus);
            }
        }

        return cpus.Any(cpu => !offline.Contains(cpu));
    }

    private void AddChange(CallRecord call, int number)
    {
        var ofNode = _cpusOfNode.GetValueOrDefault(number) ?? [];
        switch (call.Op)
        {
            case "cpu_offline":
                _changes.Add((call.StartNs, [number], false));
                break;
            case "cpu_online":
                _changes.Add((call.EndNs, [number], true));
                break;
            case "node_offline":
                _changes.Add((call.StartNs, ofNode, false));
                break;
            case "node_online":
                _changes.Add((call.EndNs, ofNode, true));
                break;
            default:
                break;
        }
    }
}
