namespace NumaProbe.Analysis.Agreement;

/// <summary>Start and end of one named interval over all recorded runs.</summary>
public sealed record RecordedTiming
{
    /// <summary>When it began, or null.</summary>
    public RecordedRange? StartUs { get; init; }

    /// <summary>When it ended, or null.</summary>
    public RecordedRange? EndUs { get; init; }
}
