namespace NumaProbe.Shared.Quantities;

/// <summary>What <see cref="Quantity"/> made of a text: a value, or why there is none. A bad quantity is never an exception.</summary>
/// <param name="Value">Nanoseconds, bytes or bytes a second; 0 when the text was refused.</param>
/// <param name="Why">Why the text was refused, as the end of a sentence (<c>has no unit</c>); null when it was read.</param>
/// <param name="Suggestion">What to write instead, or null.</param>
public readonly record struct QuantityReading(long Value, string? Why = null, string? Suggestion = null)
{
    /// <summary>True when the text was read.</summary>
    public bool Ok => Why is null;
}
