namespace NumaProbe.Cluster.Certificates;

/// <summary>Why certificates were not made.</summary>
/// <param name="Text">For people: what, where, why, and what to type next.</param>
/// <param name="IsOfTheDisk">True when the order was right and the files could not be written.</param>
public sealed record CertificateProblem(string Text, bool IsOfTheDisk);
