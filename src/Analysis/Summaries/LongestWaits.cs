using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Keeps the longest waits of a run; of equal ones those that began first.</summary>
/// <param name="names">The names behind the numbers.</param>
/// <param name="count">How many to keep.</param>
internal sealed class LongestWaits(TraceNames names, int count)
{
    private readonly List<Span> _kept = [];

    internal void Add(in Span span)
    {
        if (span.Kind is not (SpanKind.LockWait or SpanKind.NamedLockWait or SpanKind.QueueWait or SpanKind.SyncWait) || span.DurationNs == 0)
        {
            return;
        }

        var (duration, start) = (span.DurationNs, span.StartNs);
        var place = _kept.FindIndex(k => k.DurationNs < duration || (k.DurationNs == duration && k.StartNs > start));
        _kept.Insert(place < 0 ? _kept.Count : place, span);
        if (_kept.Count > count)
        {
            _kept.RemoveAt(count);
        }
    }

    internal IReadOnlyList<LongWait> ToList() => [.. _kept.Select(Named)];

    private LongWait Named(Span span) => new(
        span.Kind, span.StartNs, span.DurationNs, ThreadId.Name(span.Thread),
        span.Device >= 0 ? names.Device(span.Device) : null,
        span.Cause >= 0 ? ThreadId.Name(span.Cause) : null,
        span.Kind == SpanKind.NamedLockWait ? names.Lock(span.Result) : null);
}
