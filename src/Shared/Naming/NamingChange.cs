namespace NumaProbe.Shared.Naming;

/// <summary>What a naming class did in older kernels; null for what was the same.</summary>
/// <param name="Before">The first release without it, for example <c>v5.3</c>.</param>
/// <param name="Source">Where the number came from.</param>
/// <param name="Taken">When it was taken.</param>
public sealed record NamingChange(string Before, IndexSource? Source, IndexTime? Taken);
