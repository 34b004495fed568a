namespace NumaProbe.Shared.Scenarios.Documents;

/// <summary>A list or mapping that is being read. Owns the check for duplicate keys.</summary>
internal sealed class ContainerFrame(DocumentNode node, ProblemList problems)
{
    private const int SmallMapping = 16;

    private Dictionary<string, Mark>? seen;
    private string? key;
    private Mark keyMark;

    /// <summary>The list or mapping.</summary>
    internal DocumentNode Node => node;

    /// <summary>True when the next value is a key.</summary>
    internal bool WantsKey => node.Kind == DocumentKind.Mapping && key is null;

    /// <summary>The key whose value comes next.</summary>
    internal string? Key => key;

    /// <summary>Takes the key of the next entry.</summary>
    internal void TakeKey(string text, Mark mark)
    {
        key = text;
        keyMark = mark;
    }

    /// <summary>Adds a value; one whose key was there already is reported and left out.</summary>
    internal void Add(DocumentNode value)
    {
        if (node.Kind == DocumentKind.List)
        {
            node.Items.Add(value);
            return;
        }

        var name = key!;
        key = null;
        if (FirstPlace(name) is { } first)
        {
            problems.Add(
                keyMark,
                $"duplicate key {Quoted.Text(name)}",
                $"it stands already at {first.Line}:{first.Column} and only one of them could count",
                "remove one of the two");
            return;
        }

        node.Entries.Add(new(name, keyMark, value, name));
        seen?.Add(name, keyMark);
    }

    private Mark? FirstPlace(string name)
    {
        if (seen is null && node.Entries.Count >= SmallMapping)
        {
            seen = node.Entries.ToDictionary(e => e.Key, e => e.Mark, StringComparer.Ordinal);
        }

        return seen is null ? node.Find(name)?.Mark : seen.TryGetValue(name, out var mark) ? mark : null;
    }
}
