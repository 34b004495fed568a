using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Memory of a node: a size for the device's own, or <c>{bytes, node}</c>. How it is read and written, for the steps that have it.</summary>
internal sealed class MemoryFormat
{
    private readonly FormatKey<long?> _bytes;
    private readonly FormatKey<int?> _node;

    /// <summary>Describes it.</summary>
    /// <param name="name">Name of the mapping in the schema.</param>
    /// <param name="title">What it describes.</param>
    /// <param name="noun">What messages call it.</param>
    /// <param name="bytes">What the size means.</param>
    /// <param name="node">What the node means.</param>
    internal MemoryFormat(string name, string title, string noun, string bytes, string node)
    {
        _bytes = new("bytes", Formats.Size, bytes, null);
        _node = new("node", Formats.Node, node, "the device's own");
        Mapping = new(name, title, [_bytes, _node]) { Noun = noun };
        Type = new ChoiceType(Types.Size, Types.Of(Mapping));
    }

    internal FormatMapping Mapping { get; }

    internal FormatType Type { get; }

    internal (long Bytes, int? Node)? Read(Field field, BindContext context)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return Formats.Size.Read(field, context) is { } all ? (all, null) : null;
        }

        var view = MappingView.Open(field, context, Mapping)!;
        var bytes = _bytes.Read(view, context);
        var node = _node.Read(view, context, out var place);
        if (node is { } n && context.Topology?.Nodes[n].MemoryBytes == 0)
        {
            context.Problems.Add(place.Mark, $"node {n} has no memory", "there is nothing to touch", "name a node with memory, or leave the node out for the device's own");
        }

        return bytes is null || (node is null && place.Given) ? null : (bytes.Value, node);
    }

    internal void Write(YamlText yaml, long bytes, int? node)
    {
        if (node is null)
        {
            Formats.Size.Write(yaml, bytes);
            return;
        }

        yaml.BeginMapping(inLine: true);
        _bytes.Write(yaml, bytes);
        _node.Write(yaml, node);
        yaml.EndMapping();
    }
}
