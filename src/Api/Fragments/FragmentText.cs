namespace NumaProbe.Api.Fragments;

/// <summary>A fragment of a scenario as JSON, or what is wrong with what it was to be made of.</summary>
/// <param name="Json">The fragment, UTF-8; null when something is wrong.</param>
/// <param name="Wrong">What is wrong, and what to write instead; null when nothing is.</param>
public sealed record FragmentText(byte[]? Json, string? Wrong);
