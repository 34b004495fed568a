using System.Globalization;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>
/// One rule that every trace keeps, checked from the trace and the scenario alone: it knows nothing of how the emulator works, and so
/// finds what the emulator believes of itself without reason.
/// </summary>
/// <param name="facts">What the scenario says.</param>
internal abstract class TraceCheck(RunFacts facts)
{
    private readonly List<Violation> _violations = [];

    /// <summary>What was found.</summary>
    internal IReadOnlyList<Violation> Violations => _violations;

    /// <summary>The rule, as a sentence.</summary>
    internal abstract string Rule { get; }

    /// <summary>What the scenario says.</summary>
    protected RunFacts Facts { get; } = facts;

    /// <summary>Takes the next event.</summary>
    internal abstract void Add(in TraceEvent e);

    /// <summary>The trace is over.</summary>
    internal virtual void Finish(RunEnd end)
    {
    }

    /// <summary>Records a violation at an event.</summary>
    protected void Violated(in TraceEvent e, string what) => _violations.Add(new Violation(Rule, string.Create(
        CultureInfo.InvariantCulture,
        $"{what} (event {e.Sequence} of partition {e.Partition} at {e.TimeNs} ns: {e.Kind} by {ThreadId.Name(e.Thread)}, device {e.Device}, driver {e.Driver})")));

    /// <summary>Records a violation of the whole trace.</summary>
    protected void Violated(string what) => _violations.Add(new Violation(Rule, what));
}
