using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Machine;

/// <summary>
/// A machine of equal nodes in one line: <c>4 nodes x 2 cpus, 96GiB, distance 21, caches 2</c>. Memory and caches are
/// those of one node; all but the first part may be left out and come in any order.
/// </summary>
internal sealed record TopologyText(int Nodes, int CpusPerNode, long MemoryBytes, int Distance, int Caches)
{
    private const string Example = "write for example \"4 nodes x 2 cpus, 96GiB, distance 21, caches 1\"";

    /// <summary>Reads the line; null when it is refused.</summary>
    internal static TopologyText? Read(Field field, BindContext context)
    {
        if (context.Values.Text(field) is not { } text)
        {
            return null;
        }

        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var nodes, "node" or "nodes", "x", var cpus, "cpu" or "cpus"])
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(text)}", "the first part says how many nodes of how many CPUs", Example);
            return null;
        }

        var values = context.Values;
        var nodeCount = values.Whole(field with { Label = "nodes" }, nodes, 1, ScenarioLimits.Nodes);
        var cpuCount = values.Whole(field with { Label = "cpus" }, cpus, 1, ScenarioLimits.Cpus);
        if (nodeCount is null || cpuCount is null)
        {
            return null;
        }

        if (nodeCount * cpuCount > ScenarioLimits.Cpus)
        {
            context.Problems.Add(field.Mark, string.Create(CultureInfo.InvariantCulture, $"{nodeCount * cpuCount} CPUs"), string.Create(CultureInfo.InvariantCulture, $"a machine may have {ScenarioLimits.Cpus}"));
            return null;
        }

        var result = new TopologyText((int)nodeCount, (int)cpuCount, ScenarioDefaults.NodeMemoryBytes, Shared.Topology.DistanceMatrix.DefaultRemote, 1);
        return result.WithParts(parts.AsSpan(1), field, context);
    }

    private TopologyText? WithParts(ReadOnlySpan<string> parts, Field field, BindContext context)
    {
        var result = this;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = words is [var first, _] ? first : "memory";
            var next = result.WithPart(kind, words.Length == 0 ? "" : words[^1], words.Length, field, context);
            if (next is null)
            {
                return null;
            }

            if (!seen.Add(kind))
            {
                context.Problems.Add(field.Mark, $"'{field.Label}' gives {kind} twice", "only one could count", Example);
                return null;
            }

            result = next;
        }

        return result;
    }

    private TopologyText? WithPart(string kind, string value, int words, Field field, BindContext context)
    {
        switch (kind)
        {
            case "distance":
                return context.Values.Whole(field with { Label = kind }, value, Shared.Topology.DistanceMatrix.Local, ScenarioLimits.Distance) is { } distance ? this with { Distance = (int)distance } : null;
            case "caches":
                if (context.Values.Whole(field with { Label = kind }, value, 1, CpusPerNode) is not { } caches)
                {
                    return null;
                }

                if (CpusPerNode % caches == 0)
                {
                    return this with { Caches = (int)caches };
                }

                context.Problems.Add(field.Mark, $"{caches} caches for {CpusPerNode} CPUs", "every cache of a node has the same number of CPUs here", "list the nodes with their caches instead");
                return null;
            case "memory" when words == 1:
                var size = DocumentNode.Scalar(DocumentKind.Text, value, field.Mark);
                return context.Quantities.Size(new("memory", field.Mark, size)) is { } bytes ? this with { MemoryBytes = bytes } : null;
            default:
                context.Problems.Add(field.Mark, $"'{field.Label}' has a part {Quoted.Text(kind)}", "parts after the first are a size, 'distance N' and 'caches N'", Example);
                return null;
        }
    }
}
