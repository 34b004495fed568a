using System.Globalization;
using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Shared.Traces.Records;

/// <summary>
/// Derives the records of a run from its events: the one place that pairs starts with ends. Give it every event in trace
/// order; an event completes at most one record. What never ended (a call that hangs) has no record.
/// </summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class RecordBuilder(TraceNames names)
{
    private readonly Dictionary<int, Stack<TraceEvent>> _calls = [];
    private readonly Dictionary<int, TraceEvent> _probes = [];
    private readonly Dictionary<int, TraceEvent> _removes = [];
    private readonly Dictionary<long, TraceEvent> _jobs = [];
    private readonly List<string> _deferred = [];
    private long _lastNs;

    /// <summary>Takes the next event.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <returns>The record it completes, or null.</returns>
    /// <exception cref="TraceException">The event ends something that never began.</exception>
    public RunRecord? Add(in TraceEvent traceEvent)
    {
        _lastNs = traceEvent.TimeNs;
        switch (traceEvent.Kind)
        {
            case TraceKind.CallStart:
                PushCall(traceEvent);
                return null;
            case TraceKind.CallEnd:
                return EndCall(traceEvent);
            case TraceKind.ProbeStart:
                Begin(_probes, traceEvent.Device, traceEvent);
                return null;
            case TraceKind.ProbeEnd:
                return EndProbe(traceEvent);
            case TraceKind.RemoveStart:
                Begin(_removes, traceEvent.Device, traceEvent);
                return null;
            case TraceKind.RemoveEnd:
                return EndRemove(traceEvent);
            case TraceKind.RawJobStart:
                Begin(_jobs, traceEvent.A, traceEvent);
                return null;
            case TraceKind.RawJobEnd:
                return EndJob(traceEvent);
            case TraceKind.FinalDeferred:
                _deferred.Add(names.KernelName(traceEvent.Device));
                return null;
            default:
                return Point(traceEvent);
        }
    }

    /// <summary>Ends the trace: the deferred list, even when it is empty. Call once, after the last event.</summary>
    public DeferredRecord Finish()
    {
        _deferred.Sort(StringComparer.Ordinal);
        return new DeferredRecord(_lastNs, [.. _deferred]);
    }

    private void PushCall(in TraceEvent start)
    {
        if (!_calls.TryGetValue(start.Thread, out var open))
        {
            open = new Stack<TraceEvent>();
            _calls.Add(start.Thread, open);
        }

        open.Push(start);
    }

    private CallRecord EndCall(in TraceEvent end)
    {
        if (!_calls.TryGetValue(end.Thread, out var open) || !open.TryPop(out var start) || start.A != end.A || start.C != end.C)
        {
            throw Unpaired(end);
        }

        if (open.Count == 0)
        {
            _calls.Remove(end.Thread);
        }

        int? number = start.A >= 0 ? (int)start.A : null;
        int? ordinal = start.A >= 0 ? null : (int)start.C;
        return new CallRecord(
            start.TimeNs, end.TimeNs, number, ordinal,
            TraceNames.Operation((EventOperation)start.B),
            number is { } n ? names.Target(n) : names.InProbeTarget(ordinal!.Value),
            start.Thread, start.Cpu, names.NodeOfCpu(start.Cpu), end.Cpu, (int)end.B);
    }

    private ProbeRecord EndProbe(in TraceEvent end)
    {
        var start = Take(_probes, end.Device, end);
        var how = (ProbeContext)start.A;
        return new ProbeRecord(
            start.TimeNs, end.TimeNs, names.Device(start.Device), names.Driver(start.Driver), start.Thread,
            start.Cpu, end.Cpu, names.NodeOfCpu(start.Cpu), names.NodeOfCpu(end.Cpu),
            (int)end.A, IsAsync: how == ProbeContext.Async, TraceVocabulary.Word(how), (int)start.B,
            end.A == 0 && end.B >= 0 ? (int)end.B : null);
    }

    private RemoveRecord EndRemove(in TraceEvent end)
    {
        var start = Take(_removes, end.Device, end);
        return new RemoveRecord(
            start.TimeNs, end.TimeNs, names.Device(start.Device), names.Driver(start.Driver), start.Thread,
            start.Cpu, names.NodeOfCpu(start.Cpu));
    }

    private JobRecord EndJob(in TraceEvent end)
    {
        var start = Take(_jobs, end.A, end);
        return new JobRecord(
            start.TimeNs, end.TimeNs, (int)start.A, (int)start.B, start.Thread, start.Cpu, end.Cpu,
            names.NodeOfCpu(start.Cpu), names.NodeOfCpu(end.Cpu));
    }

    private RunRecord? Point(in TraceEvent point) => point.Kind switch
    {
        TraceKind.DeviceAdded => Notify("add_device", point),
        TraceKind.Bound => Notify("bound", point),
        TraceKind.NotBound => Notify("not_bound", point),
        TraceKind.Unbound => Notify("unbound", point),
        TraceKind.DeviceDeleting => Notify("del_device", point),
        TraceKind.FinalDevice => new FinalRecord(
            point.TimeNs, names.Device(point.Device), (int)point.A, point.B != 0,
            point.Driver >= 0 ? names.Driver(point.Driver) : null),
        _ => null,
    };

    private NotifyRecord Notify(string what, in TraceEvent point) => new(point.TimeNs, what, names.Device(point.Device));

    private static void Begin<TKey>(Dictionary<TKey, TraceEvent> open, TKey key, in TraceEvent start)
        where TKey : notnull
    {
        if (!open.TryAdd(key, start))
        {
            throw new TraceException($"{Place(start)} begins again before it ended");
        }
    }

    private static TraceEvent Take<TKey>(Dictionary<TKey, TraceEvent> open, TKey key, in TraceEvent end)
        where TKey : notnull =>
        open.Remove(key, out var start) ? start : throw Unpaired(end);

    private static TraceException Unpaired(in TraceEvent end) => new($"{Place(end)} ends what did not begin");

    private static string Place(in TraceEvent traceEvent) => string.Create(
        CultureInfo.InvariantCulture,
        $"event {traceEvent.Sequence} of partition {traceEvent.Partition} at {traceEvent.TimeNs} ns ({TraceVocabulary.Name(traceEvent.Kind)})");
}
