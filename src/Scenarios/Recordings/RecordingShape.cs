using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Recordings;

/// <summary>
/// Rewrites mappings of a recording into the keys and units of scenario files, with every place kept. Owns the report of
/// keys that the recordings' schema does not have; values are judged later, by the binders.
/// </summary>
internal sealed class RecordingShape(ProblemList problems)
{
    /// <summary>One key of the recordings' schema.</summary>
    /// <param name="From">Its spelling there.</param>
    /// <param name="To">Its spelling in scenario files; null drops the key.</param>
    /// <param name="Convert">Rewrites the value; null keeps it.</param>
    internal sealed record Key(string From, string? To, Func<DocumentNode, DocumentNode>? Convert = null);

    /// <summary>A mapping with its keys renamed; what is no mapping is returned as it is.</summary>
    internal DocumentNode Rename(DocumentNode node, string what, IReadOnlyList<Key> keys)
    {
        if (node.Kind != DocumentKind.Mapping)
        {
            return node;
        }

        var renamed = DocumentNode.Mapping(node.Mark);
        foreach (var entry in node.Entries)
        {
            var key = keys.FirstOrDefault(k => string.Equals(k.From, entry.Key, StringComparison.Ordinal));
            if (key is null)
            {
                ReportUnknown(entry, what, keys);
            }
            else if (key.To is not null)
            {
                renamed.Entries.Add(new(key.To, entry.Mark, key.Convert?.Invoke(entry.Value) ?? entry.Value, entry.Written));
            }
        }

        return renamed;
    }

    /// <summary>A list with its items rewritten; what is no list is returned as it is.</summary>
    internal static DocumentNode Each(DocumentNode node, Func<DocumentNode, int, DocumentNode> convert)
    {
        if (node.Kind != DocumentKind.List)
        {
            return node;
        }

        var list = DocumentNode.List(node.Mark);
        for (var i = 0; i < node.Items.Count; i++)
        {
            list.Items.Add(convert(node.Items[i], i));
        }

        return list;
    }

    /// <summary>A number with a unit behind it; anything else as it is.</summary>
    internal static DocumentNode WithUnit(DocumentNode node, string unit) =>
        node.Kind == DocumentKind.Number ? DocumentNode.Scalar(DocumentKind.Text, node.Text + unit, node.Mark) : node;

    /// <summary>Milliseconds as a duration.</summary>
    internal static DocumentNode Milliseconds(DocumentNode node) => WithUnit(node, "ms");

    /// <summary>A name. Recordings have no series, so that braces are refused here.</summary>
    internal DocumentNode Name(DocumentNode node)
    {
        if (node.Kind != DocumentKind.Text || !node.Text.Contains('{', StringComparison.Ordinal))
        {
            return node;
        }

        problems.Add(node.Mark, $"{Quoted.Text(node.Text)} has braces", "a recording has no series of names");
        return DocumentNode.Broken(node.Mark);
    }

    /// <summary>An operation with its target, as a mapping of one key; broken, with a problem, when there is no such operation.</summary>
    /// <param name="node">The recorded mapping, for its place.</param>
    /// <param name="operation">The value of <c>op</c>, or null.</param>
    /// <param name="target">The value of <c>target</c>, or null.</param>
    internal DocumentNode Operation(DocumentNode node, DocumentNode? operation, DocumentNode? target)
    {
        if (operation?.Kind == DocumentKind.Text && EventOperations.Find(operation.Text) is not null)
        {
            var written = target is null ? DocumentNode.Scalar(DocumentKind.Null, "", operation.Mark) : Name(target);
            written = written.Kind == DocumentKind.Number ? DocumentNode.Scalar(DocumentKind.Text, written.Text, written.Mark) : written;
            var call = DocumentNode.Mapping(node.Mark);
            call.Entries.Add(new(operation.Text, operation.Mark, written, operation.Text));
            return call;
        }

        if (operation is null || operation.Kind == DocumentKind.Null)
        {
            problems.Add(node.Mark, "missing key 'op'", "an operation says what is called");
        }
        else if (operation.Kind != DocumentKind.Broken)
        {
            problems.Add(
                operation.Mark,
                operation.Kind == DocumentKind.Text ? $"unknown operation {Quoted.Text(operation.Text)}" : $"'op' is {operation.KindName}",
                "it must be the name of an operation",
                problems.Nearest.Suggest(operation.Text, EventOperations.All));
        }

        return DocumentNode.Broken(node.Mark);
    }

    private void ReportUnknown(DocumentEntry entry, string what, IReadOnlyList<Key> keys)
    {
        if (!entry.Key.StartsWith('\0'))
        {
            problems.Add(
                entry.Mark,
                $"unknown key {Quoted.Text(entry.Key)}",
                $"{what} of a recording has no such key",
                problems.Nearest.Suggest(entry.Key, keys.Select(k => k.From)));
        }
    }
}
