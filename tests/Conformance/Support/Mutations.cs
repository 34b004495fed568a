using NumaProbe.Analysis.Agreement;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Conformance.Support;

/// <summary>
/// One wrong thing each, done to a run that agrees. A mutation gives null where the recording has nothing to do it to, so
/// that tests can count where it applied.
/// </summary>
internal static class Mutations
{
    internal static List<RunRecord>? AnotherResult(Recording recording) =>
        recording.Invariants!.Attempts is { Count: > 0 } ? Replace<ProbeRecord>(recording, p => p with { Result = p.Result - 1 }) : null;

    internal static List<RunRecord>? AnotherContext(Recording recording) =>
        recording.Invariants!.Attempts is { Count: > 0 } ? Replace<ProbeRecord>(recording, p => p with { How = "elsewhere" }) : null;

    internal static List<RunRecord>? OneTryMore(Recording recording) =>
        recording.Invariants!.Attempts is { Count: > 0 } ? Repeat<ProbeRecord>(recording) : null;

    internal static List<RunRecord>? OneTryLess(Recording recording) =>
        recording.Invariants!.Attempts is { Count: > 0 } ? Drop<ProbeRecord>(recording) : null;

    internal static List<RunRecord>? AnotherFinalDriver(Recording recording) => Replace<FinalRecord>(recording, f => f with { BoundTo = f.BoundTo is null ? "drv" : null });

    internal static List<RunRecord>? AnotherFinalNode(Recording recording) =>
        recording.Invariants!.FinalNode is { Count: > 0 } ? Replace<FinalRecord>(recording, f => f with { Node = f.Node + 1 }) : null;

    internal static List<RunRecord>? OneFinalLess(Recording recording) => Drop<FinalRecord>(recording);

    internal static List<RunRecord>? OneDeferredMore(Recording recording) => Replace<DeferredRecord>(recording, d => d with { Devices = [.. d.Devices, "m.99"] });

    internal static List<RunRecord>? NothingSaidOfDeferred(Recording recording) => Drop<DeferredRecord>(recording);

    internal static List<RunRecord>? OneRemovalMore(Recording recording)
    {
        var run = SyntheticRun.Of(recording);
        run.Add(new RemoveRecord(5_000_000_000_000, 5_000_000_000_001, "d0", "drv", 0, 0, 0));
        return run;
    }

    internal static List<RunRecord>? RemovalsInAnotherOrder(Recording recording)
    {
        var run = SyntheticRun.Of(recording);
        var first = run.OfType<RemoveRecord>().MinBy(r => r.StartNs);
        if (first is null || run.OfType<RemoveRecord>().Count() < 2)
        {
            return null;
        }

        run[run.IndexOf(first)] = first with { StartNs = 5_000_000_000_000, EndNs = 5_000_000_000_001 };
        return run;
    }

    internal static List<RunRecord>? AnotherCallResult(Recording recording) => Replace<CallRecord>(recording, c => c with { Result = c.Result - 1 });

    internal static List<RunRecord>? OneCallLess(Recording recording) => Drop<CallRecord>(recording);

    internal static List<RunRecord>? OneCallTwice(Recording recording) => Repeat<CallRecord>(recording);

    /// <summary>The last of the pairs is the wrong way round.</summary>
    internal static List<RunRecord>? SecondBeforeFirst(Recording recording) =>
        recording.Invariants!.Before is { Count: > 0 } before ? Move(recording, before[^1].Second, before[^1].First, (_, first) => (first.EndNs - 1, first.EndNs)) : null;

    /// <summary>The first of a pair that overlaps ends at the instant the other begins.</summary>
    internal static List<RunRecord>? TouchWithoutOverlap(Recording recording) =>
        recording.Invariants!.Overlap is { Count: > 0 } overlap ? Move(recording, overlap[^1].First, overlap[^1].Second, (_, second) => (second.StartNs - 1, second.StartNs)) : null;

    internal static List<RunRecord>? BlockedCallReturnsEarly(Recording recording) =>
        recording.Invariants!.BlockedCalls is { Count: > 0 } blocked ? Move(recording, blocked[0], blocked[0], (call, _) => (call.StartNs, call.StartNs + 9_999_999)) : null;

    internal static List<RunRecord>? QuickCallWaits(Recording recording) =>
        recording.Invariants!.NotBlockedCalls is { Count: > 0 } quick ? Move(recording, quick[0], quick[0], (call, _) => (call.StartNs, call.StartNs + 15_000_000)) : null;

    internal static List<RunRecord>? OneMoreAtOnce(Recording recording)
    {
        var run = SyntheticRun.Of(recording);
        var most = recording.Invariants!.MaxConcurrent?.Maximum ?? 0;
        if (!recording.Scenario.HasTag("limit") || run.OfType<ProbeRecord>().FirstOrDefault() is not { } probe)
        {
            return null;
        }

        run.AddRange(Enumerable.Range(0, 1 + most - run.OfType<ProbeRecord>().Count(p => p.StartNs < probe.EndNs))
            .Select(i => probe with { Device = $"more{i}" }));
        return run;
    }

    internal static List<RunRecord>? OneLessAtOnce(Recording recording)
    {
        var run = SyntheticRun.Of(recording);
        return recording.Scenario.HasTag("limit") && run.RemoveAll(r => r is ProbeRecord { Device: "d0" or "e0" }) > 0 ? run : null;
    }

    internal static List<RunRecord>? OffItsNode(Recording recording)
    {
        var run = SyntheticRun.Of(recording);
        var place = run.FindIndex(r => r is ProbeRecord { How: "async", StartNode: >= 0 });
        if (place < 0)
        {
            return null;
        }

        run[place] = (ProbeRecord)run[place] with { StartNode = 99 };
        return run;
    }

    private static List<RunRecord>? Replace<T>(Recording recording, Func<T, T> change)
        where T : RunRecord
    {
        var run = SyntheticRun.Of(recording);
        var place = run.FindLastIndex(r => r is T);
        if (place < 0)
        {
            return null;
        }

        run[place] = change((T)run[place]);
        return run;
    }

    private static List<RunRecord>? Repeat<T>(Recording recording)
        where T : RunRecord
    {
        var run = SyntheticRun.Of(recording);
        return run.OfType<T>().LastOrDefault() is { } record ? [.. run, record] : null;
    }

    private static List<RunRecord>? Drop<T>(Recording recording)
        where T : RunRecord
    {
        var run = SyntheticRun.Of(recording);
        return run.OfType<T>().LastOrDefault() is { } record && run.Remove(record) ? run : null;
    }

    private static List<RunRecord>? Move(Recording recording, string moved, string other, Func<RunRecord, RunRecord, (long Start, long End)> times)
    {
        var run = SyntheticRun.Of(recording);
        var place = run.FindIndex(r => IsNamed(r, moved));
        var partner = run.Find(r => IsNamed(r, other));
        if (place < 0 || partner is null)
        {
            return null;
        }

        var (start, end) = times(run[place], partner);
        run[place] = run[place] with { StartNs = start, EndNs = end };
        return run;
    }

    /// <summary>Only first tries: moving a later one would change which try it is.</summary>
    private static bool IsNamed(RunRecord record, string name) => name.Equals(
        record switch
        {
            CallRecord c => $"call:{(c.InProbe is { } n ? $"in{n}" : $"{c.Event}")}:{c.Op}:{c.Target ?? "None"}",
            ProbeRecord p => $"probe:{p.Device}/{p.Driver}#0",
            RemoveRecord r => $"remove:{r.Device}/{r.Driver}#0",
            _ => null,
        },
        StringComparison.Ordinal);
}
