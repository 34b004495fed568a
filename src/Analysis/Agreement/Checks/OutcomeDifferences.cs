namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>Compares parts of a recorded outcome with a run's; a part that is null is not compared.</summary>
internal sealed class OutcomeDifferences(RunView run)
{
    private const string Nothing = "nothing";

    private readonly List<(string What, string Recorded, string Run)> _items = [];

    internal int Compared { get; private set; }

    internal IReadOnlyList<(string What, string Recorded, string Run)> Items => _items;

    internal void Attempts(IReadOnlyDictionary<string, IReadOnlyList<RecordedAttempt>?>? recorded)
    {
        foreach (var key in Keys(recorded, run.Attempts))
        {
            var wanted = recorded!.GetValueOrDefault(key) ?? [];
            IReadOnlyList<RecordedAttempt> actual = run.Attempts.TryGetValue(key, out var tries) ? tries : [];
            Require(wanted.SequenceEqual(actual), $"tries of {key}", Say.Tries(wanted), Say.Tries(actual));
        }
    }

    internal void Final(IReadOnlyDictionary<string, string?>? recorded)
    {
        foreach (var key in Keys(recorded, run.Final))
        {
            var wanted = recorded!.TryGetValue(key, out var driver) ? driver ?? "no driver" : Nothing;
            var actual = run.Final.TryGetValue(key, out var bound) ? bound ?? "no driver" : Nothing;
            Require(string.Equals(wanted, actual, StringComparison.Ordinal), $"final driver of {key}", wanted, actual);
        }
    }

    internal void FinalNodes(IReadOnlyDictionary<string, int?>? recorded)
    {
        foreach (var key in Keys(recorded, run.FinalNodes))
        {
            var wanted = recorded!.TryGetValue(key, out var node) ? Say.Number(node ?? -1) : Nothing;
            var actual = run.FinalNodes.TryGetValue(key, out var ended) ? Say.Number(ended) : Nothing;
            Require(string.Equals(wanted, actual, StringComparison.Ordinal), $"final node of {key}", wanted, actual);
        }
    }

    internal void Deferred(IReadOnlyList<string>? recorded)
    {
        if (recorded is not null)
        {
            Require(run.Deferred is { } actual && Same(recorded, actual),
                "deferred devices at the end", Say.Names(recorded), run.Deferred is null ? Nothing : Say.Names(run.Deferred));
        }
    }

    internal void RemoveOrder(IReadOnlyList<string>? recorded)
    {
        if (recorded is not null)
        {
            Require(recorded.SequenceEqual(run.Removes, StringComparer.Ordinal), "order of removals", Say.Names(recorded), Say.Names(run.Removes));
        }
    }

    internal void Removes(IReadOnlyList<string>? recorded)
    {
        if (recorded is not null)
        {
            Require(Same(recorded, run.Removes), "removals", Say.Names(recorded), Say.Names(run.Removes));
        }
    }

    internal void Calls(IReadOnlyDictionary<string, int?>? recorded)
    {
        foreach (var key in recorded is null ? [] : run.Repeated)
        {
            Require(holds: false, $"call of {key}", "once", "more than once");
        }

        foreach (var key in Keys(recorded, run.Calls))
        {
            int? wanted = null;
            if (recorded!.TryGetValue(key, out wanted) && wanted is null)
            {
                continue; // recorded without a result
            }

            int? actual = run.Calls.TryGetValue(key, out var result) ? result : null;
            Require(wanted == actual, $"result of {key}", Result(wanted), Result(actual));
        }
    }

    private static string Result(int? value) => value is { } number ? Say.Number(number) : "not called";

    /// <summary>The same names in any order.</summary>
    private static bool Same(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Keys of both sides, the recorded ones first; none when nothing was recorded.</summary>
    private static IEnumerable<string> Keys<TRecorded, TRun>(
        IReadOnlyDictionary<string, TRecorded>? recorded, IReadOnlyDictionary<string, TRun> actual) =>
        recorded is null ? [] : recorded.Keys.Concat(actual.Keys.Where(key => !recorded.ContainsKey(key)));

    private void Require(bool holds, string what, string recorded, string actual)
    {
        Compared++;
        if (!holds)
        {
            _items.Add((what, recorded, actual));
        }
    }
}
