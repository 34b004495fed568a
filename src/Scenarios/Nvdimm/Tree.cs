using System.Globalization;
using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Nvdimm;

/// <summary>Builds entries of a file, all at one place.</summary>
internal sealed class Tree(Mark mark)
{
    internal DocumentNode Text(string text) => DocumentNode.Scalar(DocumentKind.Text, text, mark);

    internal DocumentNode Number(int number) => DocumentNode.Scalar(DocumentKind.Number, number.ToString(CultureInfo.InvariantCulture), mark);

    internal DocumentNode List(params IEnumerable<DocumentNode> items)
    {
        var list = DocumentNode.List(mark);
        list.Items.AddRange(items);
        return list;
    }

    /// <summary>A mapping of texts, but for those that are nodes already; what is null is left out.</summary>
    internal DocumentNode Mapping(params ReadOnlySpan<(string Key, object? Value)> entries)
    {
        var mapping = DocumentNode.Mapping(mark);
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                mapping.Entries.Add(new(key, mark, value as DocumentNode ?? Text((string)value), key));
            }
        }

        return mapping;
    }
}
