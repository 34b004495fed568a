using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// A run's records put in the form of a recording's invariants: by name and in order of start. Takes any list of records
/// and never judges it.
/// </summary>
internal sealed class RunView
{
    private readonly Dictionary<string, RunInterval> _intervals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RecordedAttempt>> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _final = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _finalNodes = new(StringComparer.Ordinal);
    private readonly List<string> _removes = [];
    private readonly List<string> _repeated = [];

    internal RunView(IReadOnlyList<RunRecord> records)
    {
        // by start; records of one instant keep the order they came in
        var ordered = records.OrderBy(static r => r.StartNs).ToArray();
        Probes = [.. ordered.OfType<ProbeRecord>()];
        CallRecords = [.. ordered.OfType<CallRecord>()];
        Deferred = ordered.OfType<DeferredRecord>().LastOrDefault()?.Devices;
        AddProbes();
        AddRemoves(ordered.OfType<RemoveRecord>());
        AddCalls();
        AddJobs(ordered.OfType<JobRecord>());
        foreach (var record in ordered.OfType<FinalRecord>())
        {
            _final[record.Device] = record.BoundTo;
            _finalNodes[record.Device] = record.Node;
        }
    }

    internal IReadOnlyList<ProbeRecord> Probes { get; }

    internal IReadOnlyList<CallRecord> CallRecords { get; }

    /// <summary>Null when the run says nothing about its deferred list.</summary>
    internal IReadOnlyList<string>? Deferred { get; }

    internal IReadOnlyDictionary<string, RunInterval> Intervals => _intervals;

    internal IReadOnlyDictionary<string, List<RecordedAttempt>> Attempts => _attempts;

    internal IReadOnlyDictionary<string, int> Calls => _calls;

    internal IReadOnlyDictionary<string, string?> Final => _final;

    internal IReadOnlyDictionary<string, int> FinalNodes => _finalNodes;

    internal IReadOnlyList<string> Removes => _removes;

    /// <summary>Calls that the run made more than once; each is made once.</summary>
    internal IReadOnlyList<string> Repeated => _repeated;

    private void AddProbes()
    {
        foreach (var probe in Probes)
        {
            var pair = $"{probe.Device}/{probe.Driver}";
            if (!_attempts.TryGetValue(pair, out var tries))
            {
                _attempts[pair] = tries = [];
            }

            Add(string.Create(null, $"probe:{pair}#{tries.Count}"), probe);
            tries.Add(new RecordedAttempt(probe.Result, probe.How));
        }
    }

    private void AddRemoves(IEnumerable<RemoveRecord> removes)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var remove in removes)
        {
            var pair = $"{remove.Device}/{remove.Driver}";
            var count = counts.GetValueOrDefault(pair);
            counts[pair] = count + 1;
            Add(string.Create(null, $"remove:{pair}#{count}"), remove);
            _removes.Add(remove.Device);
        }
    }

    private void AddCalls()
    {
        foreach (var call in CallRecords)
        {
            var number = call.InProbe is { } inProbe ? string.Create(null, $"in{inProbe}") : string.Create(null, $"{call.Event}");
            var key = $"{number}:{call.Op}:{call.Target ?? "None"}";
            Add("call:" + key, call);
            if (!_calls.TryAdd(key, call.Result))
            {
                _repeated.Add(key);
            }
        }
    }

    private void AddJobs(IEnumerable<JobRecord> jobs)
    {
        var counts = new Dictionary<int, int>();
        foreach (var job in jobs)
        {
            var count = counts.GetValueOrDefault(job.Event);
            counts[job.Event] = count + 1;
            Add(string.Create(null, $"job:{job.Event}#{count}"), job);
        }
    }

    private void Add(string name, RunRecord record) => _intervals.TryAdd(name, new RunInterval(record.StartNs, record.EndNs));
}
