namespace NumaProbe.Analysis.Summaries;

/// <summary>Something of a run that its user should look at.</summary>
/// <param name="Kind">hang, blocked, warning, limit or failure.</param>
/// <param name="Text">One sentence.</param>
public sealed record Finding(string Kind, string Text);
