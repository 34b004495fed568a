using NumaProbe.Shared.Scenarios.Documents;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>The names of one kind of thing. Owns the reports of names given twice and of names nobody has.</summary>
internal sealed class NameTable(string kind, ProblemList problems)
{
    private readonly Dictionary<string, (int Place, Mark Mark)> _names = new(StringComparer.Ordinal);

    /// <summary>Some entry could not be read: an unknown name may be its, and is not reported again.</summary>
    internal bool Incomplete { get; set; }

    /// <summary>How many names there are.</summary>
    internal int Count => _names.Count;

    /// <summary>Adds a name; false when it was there already.</summary>
    /// <param name="name">The name.</param>
    /// <param name="mark">Where it stands.</param>
    /// <param name="report">Report a name that was there already.</param>
    internal bool Add(string name, Mark mark, bool report = true)
    {
        if (_names.TryAdd(name, (_names.Count, mark)))
        {
            return true;
        }

        if (report)
        {
            var first = _names[name].Mark;
            problems.Add(mark, $"duplicate {kind} {Quoted.Text(name)}", $"it stands already at {first.Line}:{first.Column}", "give each its own name");
        }

        return false;
    }

    /// <summary>Place of a name in the order of addition, or -1.</summary>
    internal int PlaceOf(string name) => _names.TryGetValue(name, out var found) ? found.Place : -1;

    /// <summary>True when the name is known; otherwise it is reported with the nearest one.</summary>
    internal bool Resolve(string name, Mark mark)
    {
        if (_names.ContainsKey(name))
        {
            return true;
        }

        if (!Incomplete)
        {
            problems.Add(
                mark,
                $"unknown {kind} {Quoted.Text(name)}",
                _names.Count == 0 ? $"the scenario has no {kind}" : $"no {kind} has this name",
                problems.Nearest.Suggest(name, _names.Keys));
        }

        return false;
    }
}
