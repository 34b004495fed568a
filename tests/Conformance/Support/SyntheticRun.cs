using System.Globalization;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Conformance.Support;

/// <summary>
/// Makes the records of a run that does exactly what a recording says, from the medians of its own times. Stands in for
/// the engine where the comparer itself is tested, so it must not share code with it.
/// </summary>
internal static class SyntheticRun
{
    private const long UsNs = 1_000;
    private const long UntimedNs = 900_000_000_000;

    internal static List<RunRecord> Of(Recording recording)
    {
        var recorded = recording.Invariants!;
        var variant = recorded.Variants?[0];
        var run = new List<RunRecord>();
        run.AddRange(Calls(recorded, recorded.Calls ?? variant?.Calls));
        run.AddRange(Probes(recording, recorded.Attempts ?? variant?.Attempts));
        run.AddRange(LimitProbes(recording));
        run.AddRange(Removes(recorded));
        run.AddRange(Finals(recording, recorded.Final ?? variant?.Final));
        run.Add(new DeferredRecord(UntimedNs, recorded.Deferred ?? variant?.Deferred ?? []));
        return run;
    }

    private static IEnumerable<RunRecord> Calls(RecordedInvariants recorded, IReadOnlyDictionary<string, int?>? calls)
    {
        foreach (var (key, result) in Entries(calls))
        {
            var parts = key.Split(':', 3);
            var inProbe = parts[0].StartsWith("in", StringComparison.Ordinal);
            var number = int.Parse(inProbe ? parts[0][2..] : parts[0], CultureInfo.InvariantCulture);
            var blocked = recorded.BlockedCalls?.Contains("call:" + key, StringComparer.Ordinal) == true;
            var (start, end) = Times(recorded, "call:" + key) ?? (number * UsNs, (number * UsNs) + (blocked ? 20_000_000 : 1));
            yield return new CallRecord(start, end, inProbe ? null : number, inProbe ? number : null, parts[1],
                parts[2] is "None" ? null : parts[2], 0, 0, 0, 0, result ?? 0);
        }
    }

    private static IEnumerable<RunRecord> Probes(Recording recording, IReadOnlyDictionary<string, IReadOnlyList<RecordedAttempt>?>? attempts)
    {
        foreach (var (key, tries) in Entries(attempts))
        {
            var (device, driver) = (key.Split('/')[0], key.Split('/')[1]);
            var node = NodeOf(recording, device);
            for (var i = 0; i < tries!.Count; i++)
            {
                var (start, end) = Times(recording.Invariants!, $"probe:{key}#{i}") ?? (UntimedNs + i, UntimedNs + i);
                yield return new ProbeRecord(start, end, device, driver, 0, 0, 0, node, node,
                    tries[i].Result, tries[i].How is "async", tries[i].How, 0, null);
            }
        }
    }

    /// <summary>Recordings of the limit hold no tries, only how many ran at once.</summary>
    private static IEnumerable<RunRecord> LimitProbes(Recording recording)
    {
        var most = recording.Scenario.HasTag("limit") ? recording.Invariants!.MaxConcurrent?.Minimum ?? 0 : 0;
        for (var i = 0; i < most; i++)
        {
            var node = NodeOf(recording, $"d{i}");
            yield return new ProbeRecord(1_000 + i, 100_000_000, $"d{i}", "drv", 0, 0, 0, node, node, 0, IsAsync: true, "async", i, i);
            yield return new ProbeRecord(100_000_000, 200_000_000, $"e{i}", "drv", 0, 0, 0, node, node, 0, IsAsync: true, "async", i, i);
        }
    }

    private static IEnumerable<RunRecord> Removes(RecordedInvariants recorded)
    {
        foreach (var (place, device) in (recorded.RemoveOrder ?? []).Index())
        {
            var name = recorded.Timing?.Keys.FirstOrDefault(k => k.StartsWith($"remove:{device}/", StringComparison.Ordinal));
            var driver = name is null ? "drv" : name.Split('/', '#')[1];
            var (start, end) = name is null ? (UntimedNs + place, UntimedNs + place) : Times(recorded, name)!.Value;
            yield return new RemoveRecord(start, end, device, driver, 0, 0, 0);
        }
    }

    private static IEnumerable<RunRecord> Finals(Recording recording, IReadOnlyDictionary<string, string?>? final)
    {
        foreach (var (device, driver) in Entries(final))
        {
            yield return new FinalRecord(UntimedNs, device, NodeOf(recording, device), Present: true, driver);
        }
    }

    private static IEnumerable<KeyValuePair<string, T>> Entries<T>(IReadOnlyDictionary<string, T>? recorded) => recorded ?? Enumerable.Empty<KeyValuePair<string, T>>();

    private static int NodeOf(Recording recording, string device) =>
        recording.Invariants!.FinalNode is { } nodes && nodes.TryGetValue(device, out var node)
            ? node ?? -1
            : recording.Scenario.Devices!.FirstOrDefault(d => device.Equals(d.Name, StringComparison.Ordinal)).Node ?? -1;

    private static (long Start, long End)? Times(RecordedInvariants recorded, string name) =>
        recorded.Timing is { } timing && timing.TryGetValue(name, out var times)
            ? ((long)(times!.StartUs!.Value.MedianUs * UsNs), (long)(times.EndUs!.Value.MedianUs * UsNs))
            : null;
}
