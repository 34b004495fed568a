using System.Collections.Immutable;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Devices;

/// <summary>Writes devices; neighbours that differ only by their number become one entry with a series.</summary>
internal sealed class DeviceWriter(YamlText yaml)
{
    /// <summary>Longest list of nodes in one entry: devices of any machine on its nodes in turn, and one device out of turn costs an entry and no longer list.</summary>
    internal const int LongestNodeList = ScenarioLimits.Nodes;

    internal void Write(ImmutableArray<DeviceSpec> devices)
    {
        var names = devices.Select(d => d.Name).ToList();
        foreach (var (start, count) in SeriesRuns.Of(names, (start, count) => IsUniform(devices, start, count)))
        {
            WriteEntry(devices, start, count);
        }
    }

    private static bool IsUniform(ImmutableArray<DeviceSpec> devices, int start, int count)
    {
        var series = SeriesName.Cut(devices[start].Name)!.Value;
        var first = devices[start];
        return devices.Slice(start, count).All(d =>
                string.Equals(d.Bus, first.Bus, StringComparison.Ordinal)
                && (d.Parent is null) == (first.Parent is null)
                && string.Equals(d.Naming, first.Naming, StringComparison.Ordinal)
                && (d.KernelName is null) == (first.KernelName is null)
                && (d.PhysicalFunction is null) == (first.PhysicalFunction is null)
                && d.MatchError == first.MatchError
                && d.Suppliers.Length == first.Suppliers.Length)
            && Period(devices.Slice(start, count).Select(static d => d.NumaNode).ToList()) <= LongestNodeList
            && series.Common(count, i => devices[start + i].Match) is not null
            && (first.Parent is null || series.Common(count, i => devices[start + i].Parent!) is not null)
            && (first.KernelName is null || series.Common(count, i => devices[start + i].KernelName!) is not null)
            && (first.PhysicalFunction is null || series.Common(count, i => devices[start + i].PhysicalFunction!) is not null)
            && Enumerable.Range(0, first.Suppliers.Length).All(s => series.Common(count, i => devices[start + i].Suppliers[s]) is not null);
    }

    private void WriteEntry(ImmutableArray<DeviceSpec> devices, int start, int count)
    {
        var first = devices[start];
        var series = count > 1 ? SeriesName.Cut(first.Name) : null;
        var stem = series is { } s ? s.Before + s.After : first.Name;
        yaml.BeginMapping(inLine: true);
        DeviceKeys.Name.Write(yaml, series?.Template(count) ?? first.Name);
        var match = Common(d => d.Match);
        DeviceKeys.Match.Write(yaml, string.Equals(match, stem, StringComparison.Ordinal) ? null : match);
        DeviceKeys.Bus.Write(yaml, string.Equals(first.Bus, ScenarioDefaults.Bus, StringComparison.Ordinal) ? null : first.Bus);
        DeviceKeys.Nodes.Write(yaml, Nodes(devices.Slice(start, count).Select(d => d.NumaNode).ToList()));
        DeviceKeys.Parent.Write(yaml, first.Parent is null ? null : Common(d => d.Parent!));
        if (first.Suppliers.Length > 0)
        {
            yaml.Plain(DeviceKeys.Suppliers.Key);
            yaml.Texts(Enumerable.Range(0, first.Suppliers.Length).Select(n => Common(d => d.Suppliers[n])));
        }

        DeviceKeys.MatchError.Write(yaml, first.MatchError);
        DeviceKeys.Naming.Write(yaml, first.Naming);
        DeviceKeys.KernelName.Write(yaml, first.KernelName is null ? null : Common(d => d.KernelName!));
        DeviceKeys.PhysicalFunction.Write(yaml, first.PhysicalFunction is null ? null : Common(d => d.PhysicalFunction!));
        yaml.EndMapping();

        string Common(Func<DeviceSpec, string> field) => series?.Common(count, i => field(devices[start + i])) ?? field(first);
    }

    /// <summary>The nodes that the devices take in turn; null when they have none.</summary>
    private static ImmutableArray<int>? Nodes(List<int> nodes)
    {
        var period = Period(nodes);
        return period == 1 && nodes[0] == MachineTopology.NoNode ? null : [.. nodes.Take(period)];
    }

    /// <summary>The smallest number of leading nodes that, taken in turn, give all of them (failure function of Knuth, Morris and Pratt).</summary>
    private static int Period(List<int> nodes)
    {
        var border = new int[nodes.Count];
        for (var i = 1; i < nodes.Count; i++)
        {
            var length = border[i - 1];
            while (length > 0 && nodes[i] != nodes[length])
            {
                length = border[length - 1];
            }

            border[i] = nodes[i] == nodes[length] ? length + 1 : 0;
        }

        return nodes.Count - border[^1];
    }
}
