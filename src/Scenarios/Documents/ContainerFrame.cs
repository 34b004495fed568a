namespace NumaProbe.Scenarios.Documents;

/// <summary>A list or mapping that is being read. Owns the check for duplicate keys.</summary>
internal sealed class ContainerFrame(DocumentNode node, ProblemList problems)
{
    private const int SmallMapping = 16;

    private Dictionary<string, Mark>? _seen;
    private string? _key;
    private Mark _keyMark;

    /// <summary>The list or mapping.</summary>
    internal DocumentNode Node => node;

    /// <summary>True when the next value is a key.</summary>
    internal bool WantsKey => node.Kind == DocumentKind.Mapping && _key is null;

    /// <summary>The key whose value comes next.</summary>
    internal string? Key => _key;

    /// <summary>Takes the key of the next entry.</summary>
    internal void TakeKey(string text, Mark mark)
    {
        _key = text;
        _keyMark = mark;
    }

    /// <summary>Adds a value; one whose key was there already is reported and left out.</summary>
    internal void Add(DocumentNode value)
    {
        if (node.Kind == DocumentKind.List)
        {
            node.Items.Add(value);
            return;
        }

        var name = _key!;
        _key = null;
        if (FirstPlace(name) is { } first)
        {
            problems.Add(
                _keyMark,
                $"duplicate key {Quoted.Text(name)}",
                $"it stands already at {first.Line}:{first.Column} and only one of them could count",
                "remove one of the two");
            return;
        }

        node.Entries.Add(new(name, _keyMark, value, name));
        _seen?.Add(name, _keyMark);
    }

    private Mark? FirstPlace(string name)
    {
        if (_seen is null && node.Entries.Count >= SmallMapping)
        {
            _seen = node.Entries.ToDictionary(e => e.Key, e => e.Mark, StringComparer.Ordinal);
        }

        return _seen is null ? node.Find(name)?.Mark : _seen.TryGetValue(name, out var mark) ? mark : null;
    }
}
