using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Makes the summary of a run from its events, as they come or read back from a run folder: it needs nothing else.</summary>
/// <param name="header">What the run is a run of.</param>
/// <param name="names">The names behind the numbers.</param>
public sealed class SummaryBuilder(RunHeader header, TraceNames names) : ITraceSink
{
    private const int KeptWaits = 3;

    private readonly SpanBuilder _spans = new(names);
    private readonly LongestWaits _longest = new(names, KeptWaits);
    private readonly FindingList _findings = new(names);
    private readonly NameList _names = new(names);
    private readonly Dictionary<int, int> _nodeOfDevice = [];
    private readonly Dictionary<int, long> _lastResult = [];
    private readonly Dictionary<string, string?> _boundTo = new(StringComparer.Ordinal);
    private readonly HashSet<int> _deferred = [];
    private readonly List<int> _unbound = [];
    private long? _firstAddedNs;
    private long? _lastProbeEndNs;
    private TimeShares _times;
    private long _remoteNs;
    private int _probes;
    private int _running;
    private int _maxConcurrent;
    private int _withNode;
    private int _onNode;
    private int _unfinished;
    private int _endedOffNode;

    /// <inheritdoc/>
    public void Write(in TraceEvent traceEvent)
    {
        switch (traceEvent.Kind)
        {
            case TraceKind.DeviceAdded:
                _firstAddedNs ??= traceEvent.TimeNs;
                _nodeOfDevice[traceEvent.Device] = traceEvent.As<DeviceAddedEvent>().NumaNode;
                break;
            case TraceKind.NodeChanged:
                _nodeOfDevice[traceEvent.Device] = traceEvent.As<NodeChangedEvent>().NumaNode;
                break;
            case TraceKind.DriverAdded:
                _firstAddedNs ??= traceEvent.TimeNs;
                break;
            case TraceKind.ProbeStart:
                OnProbeStart(traceEvent);
                break;
            case TraceKind.ProbeEnd:
                OnProbeEnd(traceEvent);
                break;
            case TraceKind.CallEnd when !ThreadId.IsWorker(traceEvent.Thread):
                _unfinished = 0;
                break;
            case TraceKind.ProbeCost:
                OnProbeCost(traceEvent.As<ProbeCostEvent>());
                break;
            case TraceKind.PartEnd:
                var part = traceEvent.As<PartEndEvent>();
                OnProbeCost(new(part.HardwareNs, part.WorkNs, part.SharingNs, part.RemoteNs));
                _lastProbeEndNs = traceEvent.TimeNs;
                break;
            case TraceKind.NameAssigned or TraceKind.NameReleased:
                _names.Add(traceEvent);
                break;
            case TraceKind.FinalDevice:
                OnFinalDevice(traceEvent);
                break;
            case TraceKind.FinalDeferred:
                _deferred.Add(traceEvent.Device);
                break;
            default:
                _findings.Add(traceEvent);
                break;
        }

        if (_spans.Add(traceEvent) is { } span)
        {
            OnSpan(span);
        }
    }

    /// <summary>The summary. Call once, after the last event.</summary>
    /// <param name="end">How the run ended.</param>
    public RunSummary Finish(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        return new RunSummary
        {
            Header = header,
            End = end,
            Nodes = names.Nodes,
            Devices = names.Devices.Length,
            Drivers = names.Drivers.Length,
            MakespanNs = _lastProbeEndNs - _firstAddedNs,
            Probes = _probes,
            MaxConcurrent = _maxConcurrent,
            Unfinished = _unfinished,
            EndedOffNode = _endedOffNode,
            Times = _times,
            OnNodePercent = _withNode == 0 ? null : 100.0 * _onNode / _withNode,
            RemoteNs = _remoteNs,
            Bound = _boundTo.Count - _unbound.Count,
            Unbound = _unbound.Count,
            Deferred = _deferred.Count,
            Failed = _unbound.Count(d => !_deferred.Contains(d) && _lastResult.GetValueOrDefault(d) < 0),
            Blocked = _findings.Blocked,
            Findings = _findings.ToList(end, _spans.OpenWaits),
            Names = _names.ToList(),
            LongestWaits = _longest.ToList(),
            BoundTo = _boundTo,
        };
    }

    private void OnProbeStart(in TraceEvent start)
    {
        _maxConcurrent = Math.Max(_maxConcurrent, ++_running);
        if (HasNode(start.Device, out var node))
        {
            _withNode++;
            _onNode += names.NodeOfCpu(start.Cpu) == node ? 1 : 0;
        }
    }

    private void OnProbeEnd(in TraceEvent end)
    {
        _running--;
        _probes++;
        _lastProbeEndNs = end.TimeNs;
        _lastResult[end.Device] = end.As<ProbeEndEvent>().Result;
        _unfinished++;
        _endedOffNode += HasNode(end.Device, out var node) && names.NodeOfCpu(end.Cpu) != node ? 1 : 0;
    }

    private bool HasNode(int device, out int node) =>
        _nodeOfDevice.TryGetValue(device, out node) && node >= 0 && node < names.Nodes;

    private void OnProbeCost(ProbeCostEvent cost)
    {
        _times = _times with
        {
            HardwareNs = _times.HardwareNs + cost.HardwareNs,
            WorkNs = _times.WorkNs + cost.WorkNs,
            SharingNs = _times.SharingNs + cost.SharingNs,
        };
        _remoteNs += cost.RemoteNs;
    }

    private void OnFinalDevice(in TraceEvent final)
    {
        if (!final.As<FinalDeviceEvent>().Present)
        {
            return;
        }

        _boundTo[names.Device(final.Device)] = final.Driver >= 0 ? names.Driver(final.Driver) : null;
        if (final.Driver < 0)
        {
            _unbound.Add(final.Device);
        }
    }

    private void OnSpan(in Span span)
    {
        _longest.Add(span);
        _times = span.Kind switch
        {
            SpanKind.LockWait or SpanKind.NamedLockWait => _times with { LockNs = _times.LockNs + span.DurationNs },
            SpanKind.QueueWait => _times with { QueueNs = _times.QueueNs + span.DurationNs },
            _ => _times,
        };
    }
}
