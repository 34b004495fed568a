namespace NumaProbe.Analysis.Agreement;

/// <summary>How one run compares with one recording.</summary>
/// <param name="Recording">Name of the recorded scenario.</param>
/// <param name="Disagreements">Every difference; empty when the run agrees.</param>
/// <param name="Outliers">Times outside their bounds.</param>
/// <param name="Checks">How many single statements of the recording were compared, without times.</param>
/// <param name="Times">How many times were compared.</param>
/// <param name="CountsTimes">The times count in the share over a set of recordings.</param>
public sealed record AgreementReport(
    string Recording,
    IReadOnlyList<Disagreement> Disagreements,
    IReadOnlyList<TimeOutlier> Outliers,
    int Checks,
    int Times,
    bool CountsTimes)
{
    /// <summary>The run did nothing that the recorded kernel did not do.</summary>
    public bool Agrees => Disagreements.Count == 0;

    /// <summary>Times within their bounds.</summary>
    public int TimesWithin => Times - Outliers.Count;
}
