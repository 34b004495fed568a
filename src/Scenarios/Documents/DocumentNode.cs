namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// A value of a file with its place. The small tree that YAML and JSON files both become, so that everything after
/// it exists once. Knows nothing of scenarios.
/// </summary>
internal sealed class DocumentNode
{
    private static readonly List<DocumentNode> NoItems = [];
    private static readonly List<DocumentEntry> NoEntries = [];

    private DocumentNode(DocumentKind kind, Mark mark, string text, List<DocumentNode> items, List<DocumentEntry> entries)
    {
        Kind = kind;
        Mark = mark;
        Text = text;
        Items = items;
        Entries = entries;
    }

    /// <summary>Its kind.</summary>
    internal DocumentKind Kind { get; }

    /// <summary>Where it begins.</summary>
    internal Mark Mark { get; }

    /// <summary>Text of a scalar as written (without quotes); empty for others.</summary>
    internal string Text { get; }

    /// <summary>Items of a list; never to be changed unless <see cref="Kind"/> is <see cref="DocumentKind.List"/>.</summary>
    internal List<DocumentNode> Items { get; }

    /// <summary>Entries of a mapping, keys unique, in file order.</summary>
    internal List<DocumentEntry> Entries { get; }

    /// <summary>What a message calls the kind.</summary>
    internal string KindName => Kind switch
    {
        DocumentKind.Null => "nothing",
        DocumentKind.Boolean => "true or false",
        DocumentKind.Number => "a number",
        DocumentKind.Text => "text",
        DocumentKind.List => "a list",
        DocumentKind.Mapping => "a mapping",
        _ => "unreadable",
    };

    internal static DocumentNode Scalar(DocumentKind kind, string text, Mark mark) => new(kind, mark, text, NoItems, NoEntries);

    internal static DocumentNode List(Mark mark) => new(DocumentKind.List, mark, "", [], NoEntries);

    internal static DocumentNode Mapping(Mark mark) => new(DocumentKind.Mapping, mark, "", NoItems, []);

    internal static DocumentNode Broken(Mark mark) => new(DocumentKind.Broken, mark, "", NoItems, NoEntries);

    /// <summary>The entry of a key, or null. Linear: mappings of scenarios are short.</summary>
    internal DocumentEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}
