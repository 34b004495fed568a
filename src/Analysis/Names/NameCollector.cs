using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Names;

/// <summary>Collects from the events of one run who had which number at the end, and how it was taken.</summary>
internal sealed class NameCollector : ITraceSink
{
    private readonly HeldNames _held = new();
    private readonly Dictionary<int, bool> _probesAsync = [];
    private readonly HashSet<int> _partThreads = [];
    private long? _firstNs;
    private long _lastNs;

    /// <summary>Numbers at the end.</summary>
    internal IEnumerable<TraceEvent> Given => _held.All;

    /// <summary>Classes and drivers of numbers that asynchronous code took.</summary>
    internal HashSet<(int Class, int Driver)> TakenAsync { get; } = [];

    /// <summary>From the first device or driver added to the end of the last probe.</summary>
    internal long MakespanNs => _firstNs is { } first ? Math.Max(0, _lastNs - first) : 0;

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        switch (traceEvent.Kind)
        {
            case TraceKind.DeviceAdded or TraceKind.DriverAdded:
                _firstNs ??= traceEvent.TimeNs;
                break;
            case TraceKind.ProbeStart:
                _probesAsync[traceEvent.Device] = traceEvent.As<ProbeStartEvent>().IsAsync;
                break;
            case TraceKind.ProbeEnd:
                _lastNs = traceEvent.TimeNs;
                break;
            case TraceKind.PartStart:
                _partThreads.Add(traceEvent.Thread);
                break;
            case TraceKind.PartEnd:
                _lastNs = traceEvent.TimeNs;
                _partThreads.Remove(traceEvent.Thread);
                break;
            case TraceKind.NameAssigned:
                OnAssigned(traceEvent);
                break;
            case TraceKind.NameReleased:
                _held.Add(traceEvent);
                break;
            default:
                break;
        }
    }

    private void OnAssigned(in TraceEvent assigned)
    {
        _held.Add(assigned);
        if (assigned.Driver >= 0 && (_probesAsync.GetValueOrDefault(assigned.Device) || _partThreads.Contains(assigned.Thread)))
        {
            TakenAsync.Add((assigned.As<NameAssignedEvent>().Domain, assigned.Driver));
        }
    }
}
