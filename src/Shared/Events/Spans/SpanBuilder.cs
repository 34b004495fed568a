namespace NumaProbe.Shared.Events.Spans;

/// <summary>
/// Derives spans from events: the one place that knows which event ends which. Give it every event in trace order. What
/// never ended has no span.
/// </summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class SpanBuilder(TraceNames names)
{
    private readonly EventPairs<int> _calls = new(nests: true);
    private readonly EventPairs<int> _syncs = new(nests: true);
    private readonly EventPairs<int> _locks = new(nests: false);
    private readonly EventPairs<int> _namedLocks = new(nests: false);
    private readonly EventPairs<int> _jobs = new(nests: false);
    private readonly EventPairs<long> _queued = new(nests: false);
    private readonly EventPairs<int> _handedOver = new(nests: false);
    private readonly EventPairs<int> _probes = new(nests: false);
    private readonly EventPairs<int> _parts = new(nests: true);
    private readonly EventPairs<int> _removes = new(nests: false);
    private readonly Dictionary<int, TraceEvent> _probed = [];

    /// <summary>The waits for a lock or for other work that have not ended, in the order they began.</summary>
    public IReadOnlyList<TraceEvent> OpenWaits =>
        [.. _locks.Open.Concat(_namedLocks.Open).Concat(_syncs.Open).OrderBy(e => e.TimeNs).ThenBy(e => e.Partition).ThenBy(e => e.Sequence)];

    /// <summary>Takes the next event.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <returns>The span it completes, or null.</returns>
    /// <exception cref="TraceException">The event ends something that never began.</exception>
    public Span? Add(in TraceEvent traceEvent)
    {
        switch (traceEvent.Kind)
        {
            case TraceKind.CallStart:
                _calls.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.SyncWait:
                _syncs.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.LockWait:
                _locks.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.NamedLockWait:
                _namedLocks.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.AsyncScheduled:
                _queued.Begin(traceEvent.As<AsyncScheduledEvent>().Cookie, traceEvent);
                return null;
            case TraceKind.HandedOver:
                _handedOver.Begin(traceEvent.Device, traceEvent);
                return null;
            case TraceKind.ProbeStart:
                return BeginProbe(traceEvent);
            case TraceKind.PartStart:
                _parts.Begin(traceEvent.Thread, traceEvent);
                return null;
            case TraceKind.RemoveStart:
                _removes.Begin(traceEvent.Device, traceEvent);
                return null;
            case TraceKind.JobStart:
                return BeginJob(traceEvent);
            default:
                return End(traceEvent);
        }
    }

    private Span? End(in TraceEvent end) => end.Kind switch
    {
        TraceKind.CallEnd => Between(SpanKind.Call, _calls.Take(end.Thread, end), end, end.As<CallEndEvent>().Result),
        TraceKind.SyncDone => Between(SpanKind.SyncWait, _syncs.Take(end.Thread, end), end),
        TraceKind.LockAcquired => LockWait(end),
        TraceKind.NamedLockAcquired => NamedLockWait(end),
        TraceKind.PartEnd => Between(SpanKind.Part, _parts.Take(end.Thread, end), end, end.As<PartEndEvent>().Part),
        TraceKind.JobEnd => Between(SpanKind.Job, _jobs.Take(end.Thread, end), end),
        TraceKind.ProbeEnd => Probe(end),
        TraceKind.Bound => Bind(end),
        TraceKind.RemoveEnd => Between(SpanKind.Remove, _removes.Take(end.Device, end), end),
        _ => null,
    };

    // a work item that is no async entry (the deferred worker's) has no cookie, but says how long it was queued
    private Span? BeginJob(in TraceEvent start)
    {
        var job = start;
        var began = start.As<JobStartEvent>();
        var sinceNs = start.TimeNs - began.QueuedNs;
        var cause = ThreadId.None;
        if (_queued.TryTake(began.Cookie, out var queued))
        {
            job = start with { Device = queued.Device, Driver = queued.Driver };
            sinceNs = queued.TimeNs;
            cause = queued.Thread;
        }

        _jobs.Begin(job.Thread, job);
        return sinceNs == start.TimeNs
            ? null
            : Between(SpanKind.QueueWait, job with { TimeNs = sinceNs }, start) with { Cause = cause };
    }

    // a probe that was handed to a worker waited in that worker's queue
    private Span? BeginProbe(in TraceEvent start)
    {
        _probes.Begin(start.Device, start);
        return _handedOver.TryTake(start.Device, out var handedOver)
            ? Between(SpanKind.QueueWait, handedOver, start) with { Cause = handedOver.Thread }
            : null;
    }

    private Span LockWait(in TraceEvent end)
    {
        var start = _locks.Take(end.Thread, end);
        return Between(SpanKind.LockWait, start, end) with { Cause = start.As<LockWaitEvent>().Holder };
    }

    private Span NamedLockWait(in TraceEvent end)
    {
        var start = _namedLocks.Take(end.Thread, end);
        return Between(SpanKind.NamedLockWait, start, end, end.As<NamedLockAcquiredEvent>().Lock) with { Cause = start.As<NamedLockWaitEvent>().Holder };
    }

    private Span Probe(in TraceEvent end)
    {
        var result = end.As<ProbeEndEvent>().Result;
        if (result == 0)
        {
            _probed[end.Device] = end;
        }

        return Between(SpanKind.Probe, _probes.Take(end.Device, end), end, result);
    }

    // a device bound by hand without a probe has nothing to begin with
    private Span? Bind(in TraceEvent end) =>
        _probed.Remove(end.Device, out var start) ? Between(SpanKind.Bind, start, end) : null;

    private Span Between(SpanKind kind, in TraceEvent start, in TraceEvent end, int result = 0) => new(
        kind, start.Device, start.Driver, start.Thread, start.Cpu, names.NodeOfCpu(start.Cpu), start.TimeNs, end.TimeNs, result, -1);
}
