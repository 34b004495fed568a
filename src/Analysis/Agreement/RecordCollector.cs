using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Analysis.Agreement;

/// <summary>Keeps the records of a run for a comparison and forgets its events.</summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class RecordCollector(TraceNames names) : ITraceSink
{
    private readonly RecordBuilder _builder = new(names);
    private readonly List<RunRecord> _records = [];

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        if (_builder.Add(traceEvent) is { } record)
        {
            _records.Add(record);
        }
    }

    /// <summary>Ends the run and gives its records. Call once.</summary>
    public IReadOnlyList<RunRecord> Finish()
    {
        _records.Add(_builder.Finish());
        return _records;
    }
}
