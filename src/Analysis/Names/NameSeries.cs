using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Names;

/// <summary>The runs of one variant of a scenario: the tallies of its classes and the mean makespan.</summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class NameSeries(TraceNames names)
{
    private readonly SortedDictionary<int, ClassTally> _tallies = [];
    private Int128 _makespans;
    private int _runs;

    /// <summary>The tallies by number of the class.</summary>
    internal IReadOnlyDictionary<int, ClassTally> Tallies => _tallies;

    /// <summary>Classes and drivers of numbers that asynchronous code took in some run.</summary>
    internal HashSet<(int Class, int Driver)> TakenAsync { get; } = [];

    internal long MakespanNs => _runs == 0 ? 0 : (long)(_makespans / _runs);

    /// <summary>Takes one run.</summary>
    internal void Add(NameCollector run)
    {
        _runs++;
        _makespans += run.MakespanNs;
        TakenAsync.UnionWith(run.TakenAsync);
        var byClass = run.Given.ToLookup(e => NameAssignedEvent.OfEither(e).Domain);
        foreach (var number in byClass.Select(g => g.Key).Union(_tallies.Keys).ToList())
        {
            if (!_tallies.TryGetValue(number, out var tally))
            {
                tally = new ClassTally(names);
                _tallies.Add(number, tally);
            }

            tally.Add([.. byClass[number]]);
        }
    }
}
