namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// Rule 4: where workers are confined to their node (6.1), every asynchronous probe of a device whose node has a CPU
/// online at that time starts on that node.
/// </summary>
internal static class PlacementCheck
{
    private const string Async = "async";

    internal static void Compare(Recording recording, RunView run, Findings findings)
    {
        if (!findings.HardAffinity || recording.Scenario.Topology is not { } topology)
        {
            return;
        }

        var nodes = DeviceNodes(recording, run);
        var cpus = new RecordedOnlineCpus(topology, run.CallRecords);
        foreach (var probe in run.Probes)
        {
            if (string.Equals(probe.How, Async, StringComparison.Ordinal)
                && nodes.TryGetValue(probe.Device, out var node)
                && cpus.NodeHasOnline(node, probe.StartNs))
            {
                findings.Require(probe.StartNode == node, AgreementRule.Placement, $"probe of {probe.Device} by {probe.Driver}",
                    () => $"on node {Say.Number(node)}, the device's",
                    () => $"on node {Say.Number(probe.StartNode)} (CPU {Say.Number(probe.StartCpu)}) at {Say.Ms(probe.StartNs)}");
            }
        }
    }

    /// <summary>The node a device had: the final one, since a child takes its parent's when it is added.</summary>
    private static Dictionary<string, int> DeviceNodes(Recording recording, RunView run)
    {
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var device in recording.Scenario.Devices ?? [])
        {
            if (device is { Name: not null, Node: { } node })
            {
                nodes[device.Name] = node;
            }
        }

        foreach (var (name, node) in run.FinalNodes)
        {
            nodes[name] = node;
        }

        return nodes;
    }
}
