namespace NumaProbe.Scenarios.Documents;

/// <summary>One key of a mapping with its value.</summary>
/// <param name="Key">The key as readers look for it.</param>
/// <param name="Mark">Place of the key.</param>
/// <param name="Value">The value.</param>
/// <param name="Written">The key as the file spells it; differs from <paramref name="Key"/> in recordings.</param>
internal sealed record DocumentEntry(string Key, Mark Mark, DocumentNode Value, string Written);
