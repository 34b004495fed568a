using System.Collections.Immutable;

namespace NumaProbe.Shared.Events;

/// <summary>One field of a kind of trace event, as writers need it.</summary>
/// <param name="Name">Field name in files.</param>
/// <param name="Form">How its value is written.</param>
/// <param name="Words">For <see cref="ArgumentForm.Word"/>: the word of each value from 0 on; a value outside is written as a number.</param>
public sealed record TraceArgument(string Name, ArgumentForm Form, ImmutableArray<string> Words)
{
    /// <summary>The word of a value, or null when it has none.</summary>
    /// <param name="value">The argument's value.</param>
    public string? WordOf(long value) => value >= 0 && value < Words.Length ? Words[(int)value] : null;
}
