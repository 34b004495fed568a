using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;

namespace NumaProbe.Scenarios.Keys;

/// <summary>A mapping of known keys. Owns the report of unknown and missing ones.</summary>
internal sealed class MappingView
{
    private const int ListedKeys = 14;

    private readonly DocumentNode _node;
    private readonly ProblemList _problems;
    private readonly string _what;

    private MappingView(DocumentNode node, ProblemList problems, string what)
    {
        _node = node;
        _problems = problems;
        _what = what;
    }

    /// <summary>Where it begins.</summary>
    internal Mark Mark => _node.Mark;

    /// <summary>Its entries in file order, without those whose key was refused.</summary>
    internal IEnumerable<DocumentEntry> Entries => _node.Entries.Where(e => !e.Key.StartsWith('\0'));

    /// <summary>The value of a key; absent ones point at the mapping, empty ones at their key.</summary>
    internal Field this[string key] => _node.Find(key) is { } entry ? Field.Of(entry) : new(key, _node.Mark, null);

    /// <summary>Views a field; reports what is no mapping and every unknown key. Null when absent or no mapping.</summary>
    /// <param name="field">The field.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="what">What it describes, for example <c>a device</c>.</param>
    /// <param name="keys">Known keys.</param>
    internal static MappingView? Open(Field field, ProblemList problems, string what, IReadOnlyList<string> keys)
    {
        var view = OpenAny(field, problems, what);
        if (view is not null)
        {
            foreach (var entry in view.Entries.Where(e => !keys.Contains(e.Key, StringComparer.Ordinal)))
            {
                var suggestion = problems.Nearest.Suggest(entry.Key, keys);
                problems.Add(
                    entry.Mark,
                    $"unknown key {Quoted.Text(entry.Written)}",
                    $"{what} has no such key",
                    suggestion ?? (keys.Count <= ListedKeys ? "its keys are " + string.Join(", ", keys) : null));
            }
        }

        return view;
    }

    /// <summary>Views a field that is to be a known mapping; reports what is none and every unknown key. Null when absent or no mapping.</summary>
    internal static MappingView? Open(Field field, BindContext context, FormatMapping mapping) => Open(field, context.Problems, mapping.Noun, mapping.Keys);

    /// <summary>Views a field whose keys are free.</summary>
    internal static MappingView? OpenAny(Field field, ProblemList problems, string what)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind != DocumentKind.Mapping)
        {
            problems.Add(field.Mark, $"{field.Node!.KindName} where {what} is expected", "it is written as keys and values", "write key: value");
            return null;
        }

        return new(field.Node!, problems, what);
    }

    /// <summary>The value of a key that must be there; its absence is reported.</summary>
    internal Field Required(string key)
    {
        var field = this[key];
        if (field.Kind == DocumentKind.Null)
        {
            _problems.Add(field.Mark, $"missing key '{key}'", $"{_what} needs it");
        }

        return field;
    }
}
