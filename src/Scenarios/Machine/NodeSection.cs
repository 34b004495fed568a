using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Machine;

/// <summary>One node of a topology: its keys, how it is read and written.</summary>
internal static class NodeSection
{
    private static readonly FormatKey<int?> Id = new("id", Formats.Integer(0, ScenarioLimits.Nodes - 1), "its number; nodes are listed in order", "its place");
    private static readonly FormatKey<IReadOnlyList<int>?> Cpus = new("cpus", Formats.Cpus, "its CPUs", "none: memory only");
    private static readonly FormatKey<long?> Memory = new("memory", Formats.Size, "its memory", "1GiB");
    private static readonly FormatKey<ImmutableArray<ImmutableArray<int>>?> Caches = new("caches", Formats.Value<ImmutableArray<ImmutableArray<int>>>(
        new ListType(Types.CpuList),
        static (field, context) => field.Given
            ? [.. context.Values.List(field).Select(item => NumberLists.Cpus(item, context)).Where(static group => group is { Count: > 0 }).Select(static group => group!.ToImmutableArray())]
            : null,
        static (yaml, caches) => yaml.Texts(caches.Select(static cache => NumberLists.Format(cache)))), "its CPUs by last-level cache", "one for all");

    internal static FormatMapping Mapping { get; } = new("node", "A NUMA node", [Id, Cpus, Memory, Caches]) { Noun = "a node" };

    /// <summary>The node at a place of the list, or null with problems.</summary>
    internal static NumaNode? Read(Field field, int place, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return null;
        }

        var before = context.Problems.Count;
        var id = Id.Read(view, context, out var number) ?? place;
        if (id != place)
        {
            context.Problems.Add(number.Mark, $"node {id} at place {place}", "nodes are listed in order, from 0", $"write id: {place}, or leave it out");
        }

        var cpus = Cpus.Read(view, context) ?? [];
        var memory = Memory.Read(view, context) ?? ScenarioDefaults.NodeMemoryBytes;
        var caches = Caches.Read(view, context, out var groups) ?? (cpus.Count == 0 ? [] : [[.. cpus]]);
        var all = caches.SelectMany(static g => g).Order().ToList();
        if (groups.Given && !all.SequenceEqual(cpus))
        {
            context.Problems.Add(
                groups.Mark,
                "caches do not fit the node",
                $"together they must have each CPU of the node once: CPUs {NumberLists.Format(cpus)}, caches {NumberLists.Format(all)}");
        }

        return context.Problems.Count > before ? null : new(place, [.. cpus], caches, memory);
    }

    internal static void Write(YamlText yaml, NumaNode node)
    {
        yaml.BeginMapping(inLine: true);
        Id.Write(yaml, node.Id);
        Cpus.Write(yaml, node.Cpus);
        Memory.Write(yaml, node.MemoryBytes);
        Caches.Write(yaml, node.Caches.Length > 1 ? node.Caches : null);
        yaml.EndMapping();
    }
}
