using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Analysis.Agreement.Checks;

/// <summary>
/// Decides whether a run did what the recorded kernel did: outcomes, order and overlap, waiting, limits and placement, each
/// as far as the recording states it. Takes any records and never throws on them; never looks at wall-clock time.
/// </summary>
public static class RecordingComparer
{
    /// <summary>Compares a run with a recording.</summary>
    /// <param name="recording">What the kernel did.</param>
    /// <param name="records">What the run did, in any order.</param>
    public static AgreementReport Compare(Recording recording, IReadOnlyList<RunRecord> records)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(records);
        var findings = new Findings(recording);
        var times = new TimeCheck();
        if (recording.Invariants is { } recorded)
        {
            var run = new RunView(records);
            OutcomeCheck.Compare(recorded, run, findings);
            IntervalCheck.Compare(recorded, run, findings);
            LimitCheck.Compare(recording, run, findings);
            PlacementCheck.Compare(recording, run, findings);
            times.Compare(recorded, run);
        }

        return new AgreementReport(
            recording.Scenario.Name,
            findings.Disagreements,
            times.Outliers,
            findings.Checks,
            times.Times,
            TimeCheck.Counts(recording.Scenario));
    }
}
