namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// Rule 2: every named interval happened, recorded orders and overlaps hold, calls that waited wait, and calls that did
/// not wait do not.
/// </summary>
internal static class IntervalCheck
{
    /// <summary>A call recorded as waiting took at least this long in every run.</summary>
    internal const long BlockedNs = 10_000_000;

    /// <summary>A call recorded as not waiting took less than this in every run.</summary>
    internal const long NotBlockedNs = 15_000_000;

    internal static void Compare(RecordedInvariants recorded, RunView run, Findings findings)
    {
        RequirePresence(recorded, run, findings);
        foreach (var (first, second, a, b) in Both(recorded.Before, run))
        {
            findings.Require(a.EndsBefore(b), AgreementRule.Order, $"{first} before {second}",
                static () => "the first always ended at least 5 ms before the second began",
                () => $"the first took {a}, the second {b}");
        }

        foreach (var (first, second, a, b) in Both(recorded.Overlap, run))
        {
            findings.Require(a.Overlaps(b), AgreementRule.Overlap, $"{first} while {second}",
                static () => "both always ran at once for at least 5 ms",
                () => $"the first took {a}, the second {b}");
        }

        RequireLengths(recorded, run, findings);
    }

    private static void RequireLengths(RecordedInvariants recorded, RunView run, Findings findings)
    {
        foreach (var name in recorded.BlockedCalls ?? [])
        {
            if (name is not null && run.Intervals.TryGetValue(name, out var call))
            {
                findings.Require(call.EndNs - call.StartNs >= BlockedNs, AgreementRule.Blocked, name,
                    static () => $"always waited (at least {Say.Ms(BlockedNs)} here)", () => "took " + Say.Ms(call.EndNs - call.StartNs));
            }
        }

        foreach (var name in recorded.NotBlockedCalls ?? [])
        {
            if (name is not null && run.Intervals.TryGetValue(name, out var call))
            {
                findings.Require(call.EndNs - call.StartNs < NotBlockedNs, AgreementRule.Blocked, name,
                    static () => $"never waited (less than {Say.Ms(NotBlockedNs)})", () => "took " + Say.Ms(call.EndNs - call.StartNs));
            }
        }
    }

    /// <summary>One disagreement for each interval that is missing, however many pairs name it.</summary>
    private static void RequirePresence(RecordedInvariants recorded, RunView run, Findings findings)
    {
        foreach (var name in Names(recorded).Where(static n => n is not null).Distinct(StringComparer.Ordinal))
        {
            findings.Require(run.Intervals.ContainsKey(name), AgreementRule.Outcome, name,
                static () => "happened in every run", static () => "did not happen");
        }
    }

    private static IEnumerable<string> Names(RecordedInvariants recorded)
    {
        var pairs = (recorded.Before ?? []).Concat(recorded.Overlap ?? []);
        return (recorded.Timing?.Keys ?? [])
            .Concat(pairs.SelectMany(static p => new[] { p.First, p.Second }))
            .Concat(recorded.BlockedCalls ?? [])
            .Concat(recorded.NotBlockedCalls ?? []);
    }

    private static IEnumerable<(string First, string Second, RunInterval A, RunInterval B)> Both(IReadOnlyList<RecordedPair>? pairs, RunView run)
    {
        foreach (var pair in pairs ?? [])
        {
            if (run.Intervals.TryGetValue(pair.First, out var a) && run.Intervals.TryGetValue(pair.Second, out var b))
            {
                yield return (pair.First, pair.Second, a, b);
            }
        }
    }
}
