using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Documents;

/// <summary>Collects the problems of one file. Bounded: past the bound it only counts.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<ScenarioProblem> _problems = [];

    /// <summary>The file as problems name it.</summary>
    internal string File => file;

    /// <summary>How many problems were reported.</summary>
    internal int Count { get; private set; }

    /// <summary>Spelling help, bounded for the whole file.</summary>
    internal NearestName Nearest { get; } = new();

    /// <summary>Reports a problem.</summary>
    /// <param name="mark">Where.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="why">Why it is refused.</param>
    /// <param name="suggestion">What to type instead, or null.</param>
    internal void Add(Mark mark, string what, string why, string? suggestion = null)
    {
        Count++;
        if (_problems.Count < ScenarioLimits.KeptProblems)
        {
            _problems.Add(new(file, mark.Line, mark.Column, what, why, suggestion));
        }
    }

    /// <summary>Takes over the problems of another list.</summary>
    internal void Take(ProblemList other)
    {
        if (!ReferenceEquals(other, this))
        {
            _problems.AddRange(other._problems.Take(ScenarioLimits.KeptProblems - _problems.Count));
            Count += other.Count;
        }
    }

    /// <summary>The problems by position; those of one place in the order reported.</summary>
    internal IReadOnlyList<ScenarioProblem> Sorted() => [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];
}
