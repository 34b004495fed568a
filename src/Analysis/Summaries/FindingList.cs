using System.Globalization;
using NumaProbe.Analysis.Text;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Summaries;

/// <summary>
/// Collects what a user should look at: how the run ended if not well, what the kernel generation does wrong, who waits for ever, what the kernel would
/// warn of.
/// </summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class FindingList(TraceNames names)
{
    private readonly List<TraceEvent> _blocked = [];
    private readonly HazardList _hazards = new(names);
    private readonly SortedDictionary<WarningKind, (int Count, string First)> _warnings = [];

    internal int Blocked => _blocked.Count;

    internal void Add(in TraceEvent traceEvent)
    {
        if (traceEvent.Kind == TraceKind.Blocked)
        {
            _blocked.Add(traceEvent);
        }
        else if (traceEvent.Kind is TraceKind.Finding or TraceKind.FindingWait)
        {
            _hazards.Add(traceEvent);
        }
        else if (traceEvent.Kind == TraceKind.Warning)
        {
            var warning = traceEvent.As<WarningEvent>().Warning;
            var known = _warnings.GetValueOrDefault(warning);
            _warnings[warning] = (known.Count + 1, known.First ?? Warning(traceEvent));
        }
    }

    internal IReadOnlyList<Finding> ToList(RunEnd end, IReadOnlyList<TraceEvent> openWaits)
    {
        var waits = end.Status == RunStatus.Hung ? openWaits.Where(w => ThreadId.IsWorker(w.Thread) && !_hazards.HasInCycle(w.Thread)).ToList() : [];
        var others = _blocked.Where(b => !waits.Exists(w => w.Thread == b.Thread));
        return [.. OfEnd(end), .. _hazards.ToList(), .. waits.Select(OfWait), .. others.Select(OfBlocked), .. _warnings.Values.Select(OfWarnings)];
    }

    private Finding OfBlocked(TraceEvent blocked) =>
        new("blocked", $"{ThreadId.Name(blocked.Thread)} {new EventText(names).Describe(blocked)}");

    // the threads of the scenario are blocked because of somebody: mostly a worker that waits for itself or for a lock
    private Finding OfWait(TraceEvent wait) => new(
        "blocked",
        $"{ThreadId.Name(wait.Thread)} {new EventText(names).Describe(wait)} since {DurationText.Of(wait.TimeNs)}{About(wait)}");

    private static IEnumerable<Finding> OfEnd(RunEnd end) => end.Status switch
    {
        RunStatus.Hung => [new Finding("hang", end.Message ?? "the emulated kernel hangs")],
        RunStatus.LimitReached => [new Finding("limit", end.Message ?? "a bound of the run was reached")],
        RunStatus.Failed => [new Finding("failure", end.Message ?? "the emulator failed")],
        _ => [],
    };

    private static Finding OfWarnings((int Count, string First) warnings) => new(
        "warning",
        warnings.Count == 1
            ? warnings.First
            : string.Create(CultureInfo.InvariantCulture, $"{warnings.First} (and {warnings.Count - 1} more like it)"));

    private string Warning(in TraceEvent warning)
    {
        var kind = warning.As<WarningEvent>().Warning;
        return (Enum.IsDefined(kind) ? "" : "warning ") + EventWords.Of(kind) + About(warning);
    }

    private string About(in TraceEvent traceEvent)
    {
        var device = traceEvent.Device >= 0 ? ", device " + names.Device(traceEvent.Device) : "";
        var driver = traceEvent.Driver >= 0 ? ", driver " + names.Driver(traceEvent.Driver) : "";
        return device + driver;
    }
}
