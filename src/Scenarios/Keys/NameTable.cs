using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Keys;

/// <summary>
/// The names of one kind of thing: those of the file, behind those of the scenario that a fragment is added to. Owns the reports of names
/// given twice and of names nobody has.
/// </summary>
internal sealed class NameTable(string kind, ProblemList problems, IReadOnlyDictionary<string, int>? known = null)
{
    private readonly Dictionary<string, (int Place, Mark Mark)> _names = new(StringComparer.Ordinal);

    /// <summary>Some entry could not be read: an unknown name may be its, and is not reported again.</summary>
    internal bool Incomplete { get; set; }

    /// <summary>How many names there are.</summary>
    internal int Count => _names.Count + (known?.Count ?? 0);

    /// <summary>True for a name of the scenario that a fragment is added to.</summary>
    internal bool IsKnown(string name) => known?.ContainsKey(name) == true;

    /// <summary>Adds a name; false when it was there already.</summary>
    /// <param name="name">The name.</param>
    /// <param name="mark">Where it stands.</param>
    /// <param name="report">Report a name that was there already.</param>
    internal bool Add(string name, Mark mark, bool report = true)
    {
        if (!IsKnown(name) && _names.TryAdd(name, (Count, mark)))
        {
            return true;
        }

        if (report)
        {
            var why = _names.TryGetValue(name, out var first)
                ? $"it stands already at {first.Mark.Line}:{first.Mark.Column}"
                : "the scenario has it already, and a fragment changes nothing of it";
            problems.Add(mark, $"duplicate {kind} {Quoted.Text(name)}", why, "give each its own name");
        }

        return false;
    }

    /// <summary>Place of a name in the order of addition, or -1.</summary>
    internal int PlaceOf(string name) =>
        _names.TryGetValue(name, out var found) ? found.Place : known is not null && known.TryGetValue(name, out var place) ? place : -1;

    /// <summary>True when the name is known; otherwise it is reported with the nearest one.</summary>
    internal bool Resolve(string name, Mark mark)
    {
        if (_names.ContainsKey(name) || IsKnown(name))
        {
            return true;
        }

        if (!Incomplete)
        {
            problems.Add(
                mark,
                $"unknown {kind} {Quoted.Text(name)}",
                Count == 0 ? $"the scenario has no {kind}" : $"no {kind} has this name",
                problems.Nearest.Suggest(name, known is null ? _names.Keys : _names.Keys.Concat(known.Keys)));
        }

        return false;
    }
}
