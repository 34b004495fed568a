using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Analysis.Comparisons;

/// <summary>How long callers waited in a run, and which names were given: what a comparison shows beside the summary.</summary>
public sealed class CallTimes : ITraceSink
{
    private readonly Dictionary<int, Stack<TraceEvent>> _open = [];
    private readonly HeldNames _held = new();

    /// <summary>The longest driver_register() that returned, or null.</summary>
    public long? RegisterNs { get; private set; }

    /// <summary>The longest modprobe that returned, or null.</summary>
    public long? LoadNs { get; private set; }

    /// <summary>Number and device of each name at the end; empty where no naming class gave any.</summary>
    public IReadOnlySet<(NameAssignedEvent Name, int Device)> Names => _held.All.Select(e => (NameAssignedEvent.OfEither(e), e.Device)).ToHashSet();

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        switch (traceEvent.Kind)
        {
            case TraceKind.CallStart:
                Calls(traceEvent.Thread).Push(traceEvent);
                break;
            case TraceKind.CallEnd when Calls(traceEvent.Thread).TryPop(out var start):
                Ended(start.As<CallStartEvent>().Operation, traceEvent.TimeNs - start.TimeNs);
                break;
            case TraceKind.NameAssigned or TraceKind.NameReleased:
                _held.Add(traceEvent);
                break;
            default:
                break;
        }
    }

    private void Ended(EventOperation operation, long tookNs)
    {
        if (operation == EventOperation.DriverRegister)
        {
            RegisterNs = Math.Max(RegisterNs ?? 0, tookNs);
        }
        else if (operation == EventOperation.ModuleLoad)
        {
            LoadNs = Math.Max(LoadNs ?? 0, tookNs);
        }
    }

    private Stack<TraceEvent> Calls(int thread)
    {
        if (!_open.TryGetValue(thread, out var calls))
        {
            _open[thread] = calls = new Stack<TraceEvent>();
        }

        return calls;
    }
}
