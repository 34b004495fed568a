namespace NumaProbe.Shared.Events.Records;

/// <summary>
/// Derives the records of a run from its events: the one place that pairs starts with ends. Give it every event in trace
/// order; an event completes at most one record. What never ended (a call that hangs) has no record.
/// </summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class RecordBuilder(TraceNames names)
{
    private readonly EventPairs<int> _calls = new(nests: true);
    private readonly EventPairs<int> _probes = new(nests: false);
    private readonly EventPairs<int> _removes = new(nests: false);
    private readonly EventPairs<int> _jobs = new(nests: false);
    private readonly List<string> _deferred = [];
    private TraceNames _names = names;
    private int _completions;
    private long _lastNs;

    /// <summary>Goes on with the names of a machine that has grown.</summary>
    internal void Use(TraceNames more) => _names = more;

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
                _calls.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.CallEnd:
                return EndCall(traceEvent);
            case TraceKind.ProbeStart:
                _probes.Begin(traceEvent.Device, traceEvent);
                return null;
            case TraceKind.ProbeEnd:
                return EndProbe(traceEvent);
            case TraceKind.RemoveStart:
                _removes.Begin(traceEvent.Device, traceEvent);
                return null;
            case TraceKind.RemoveEnd:
                return EndRemove(traceEvent);
            case TraceKind.RawJobStart:
                _jobs.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.RawJobEnd:
                return EndJob(traceEvent);
            case TraceKind.FinalDeferred:
                _deferred.Add(_names.KernelName(traceEvent.Device));
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

    private CallRecord EndCall(in TraceEvent end)
    {
        var start = _calls.Take(end.Thread, end);
        var (began, ended) = (start.As<CallStartEvent>(), end.As<CallEndEvent>());
        if (began.Event != ended.Event || began.InProbe != ended.InProbe)
        {
            throw EventPairs<int>.Unpaired(end);
        }

        _ = EventWords.Known(began.Operation, TraceKind.CallStart, "operation");
        int? number = began.Event >= 0 ? began.Event : null;
        int? ordinal = began.Event >= 0 ? null : began.InProbe;
        return new CallRecord(
            start.TimeNs, end.TimeNs, number, ordinal,
            TraceNames.Operation(began.Operation),
            (number is { } n ? _names.Event(n) : _names.InProbe(began.InProbe))?.Target,
            start.Thread, start.Cpu, _names.NodeOfCpu(start.Cpu), end.Cpu, ended.Result);
    }

    private ProbeRecord EndProbe(in TraceEvent end)
    {
        var start = _probes.Take(end.Device, end);
        var (began, result) = (start.As<ProbeStartEvent>(), end.As<ProbeEndEvent>().Result);
        return new ProbeRecord(
            start.TimeNs, end.TimeNs, _names.Device(start.Device), _names.Driver(start.Driver), start.Thread,
            start.Cpu, end.Cpu, _names.NodeOfCpu(start.Cpu), _names.NodeOfCpu(end.Cpu),
            result, began.IsAsync, EventWords.Known(began.How, TraceKind.ProbeStart, "how"), began.Instance,
            result == 0 ? _completions++ : null);
    }

    private RemoveRecord EndRemove(in TraceEvent end)
    {
        var start = _removes.Take(end.Device, end);
        return new RemoveRecord(
            start.TimeNs, end.TimeNs, _names.Device(start.Device), _names.Driver(start.Driver), start.Thread,
            start.Cpu, _names.NodeOfCpu(start.Cpu));
    }

    private JobRecord EndJob(in TraceEvent end)
    {
        var start = _jobs.Take(end.Thread, end);
        var began = start.As<RawJobStartEvent>();
        return new JobRecord(
            start.TimeNs, end.TimeNs, began.Event, began.AskedNode, start.Thread, start.Cpu, end.Cpu,
            _names.NodeOfCpu(start.Cpu), _names.NodeOfCpu(end.Cpu));
    }

    private RunRecord? Point(in TraceEvent point) => point.Kind switch
    {
        TraceKind.DeviceAdded => Notify("add_device", point),
        TraceKind.Bound => Notify("bound", point),
        TraceKind.NotBound => Notify("not_bound", point),
        TraceKind.Unbound => Notify("unbound", point),
        TraceKind.DeviceDeleting => Notify("del_device", point),
        TraceKind.NameAssigned or TraceKind.NameReleased => new NameRecord(
            point.TimeNs, _names.NamingClass(NameAssignedEvent.OfEither(point).Domain), _names.AssignedName(point), NameAssignedEvent.OfEither(point).Index, _names.Device(point.Device),
            point.Driver >= 0 ? _names.Driver(point.Driver) : null, point.Kind == TraceKind.NameAssigned),
        TraceKind.FinalDevice => new FinalRecord(
            point.TimeNs, _names.Device(point.Device), point.As<FinalDeviceEvent>().NumaNode, point.As<FinalDeviceEvent>().Present,
            point.Driver >= 0 ? _names.Driver(point.Driver) : null),
        _ => null,
    };

    private NotifyRecord Notify(string what, in TraceEvent point) => new(point.TimeNs, what, _names.Device(point.Device));
}
