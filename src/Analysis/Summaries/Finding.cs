namespace NumaProbe.Analysis.Summaries;

/// <summary>Something of a run that its user should look at.</summary>
/// <param name="Kind">hang, blocked, warning, limit, failure, or for a hazard what goes wrong, such as lost-match.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Hazard">What exactly goes wrong, for something that the kernel generation does wrong; else null.</param>
public sealed record Finding(string Kind, string Text, HazardDetail? Hazard = null);
