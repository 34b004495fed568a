using NumaProbe.Analysis.Text;
using NumaProbe.Shared.Events;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Collects what the kernel generation does wrong, each deadlock with its waits.</summary>
/// <param name="names">The names behind the numbers.</param>
internal sealed class HazardList(TraceNames names)
{
    private readonly List<(TraceEvent Finding, List<TraceEvent> Waits)> _found = [];
    private readonly HazardText _text = new(names);

    internal void Add(in TraceEvent traceEvent)
    {
        if (traceEvent.Kind == TraceKind.Finding)
        {
            _found.Add((traceEvent, []));
        }
        else if (_found.Count > 0)
        {
            _found[^1].Waits.Add(traceEvent);
        }
    }

    /// <summary>A deadlock says what the thread waits for.</summary>
    internal bool HasInCycle(int thread) => _found.Exists(f => f.Waits.Exists(w => w.Thread == thread));

    internal IEnumerable<Finding> ToList() => _found.Select(f => Of(f.Finding, f.Waits));

    private Finding Of(TraceEvent finding, List<TraceEvent> waits)
    {
        var involved = waits.Prepend(finding).ToList();
        var said = finding.As<FindingEvent>();
        var mender = EventKinds.Mender(said.MendedIn);
        var hazard = new HazardDetail(
            said.SinceNs,
            Distinct(involved.Select(e => e.Device), names.Device),
            Distinct([finding.Driver, said.OtherDriver], names.Driver),
            Distinct(involved.Select(e => e.Thread), ThreadId.Name),
            [.. waits.Select(w => _text.DescribeWait(w))],
            mender);
        var kind = Enum.IsDefined(said.Finding) ? EventWords.Of(said.Finding) : "finding";
        var end = mender is null ? "" : $"; mended in {mender}";
        var cycle = hazard.Cycle.Count > 1 ? $" ({string.Join(", ", hazard.Cycle)})" : "";
        return new Finding(kind, $"{_text.Describe(finding)}{cycle}, at {DurationText.Of(said.SinceNs)}{end}", hazard);
    }

    private static IReadOnlyList<string> Distinct(IEnumerable<int> numbers, Func<int, string> name) =>
        [.. numbers.Where(n => n >= 0).Distinct().Select(name)];
}
