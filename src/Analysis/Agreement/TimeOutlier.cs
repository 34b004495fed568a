namespace NumaProbe.Analysis.Agreement;

/// <summary>A time of a run outside its bounds. Not a disagreement by itself.</summary>
/// <param name="Interval">Name of the interval.</param>
/// <param name="Edge">start or end.</param>
/// <param name="Recorded">What was recorded.</param>
/// <param name="RunUs">The run's time in microseconds, or null when the run lacks the interval.</param>
public sealed record TimeOutlier(string Interval, string Edge, RecordedRange Recorded, double? RunUs);
