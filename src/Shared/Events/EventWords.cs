using System.Globalization;
using System.Text.Json;

namespace NumaProbe.Shared.Events;

/// <summary>The words of trace events: how files and people call a value of an enum in one.</summary>
public static class EventWords
{
    /// <summary>The word of a value, for example <c>already-bound</c>; its number when the enum does not have it, as in a damaged trace.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        Words<T>.All.TryGetValue(value, out var word) ? word : Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    /// <summary>The word of a value that the enum must have.</summary>
    /// <param name="value">The value.</param>
    /// <param name="kind">The kind of event that has it.</param>
    /// <param name="field">Its field, for the message.</param>
    /// <exception cref="TraceException">The enum does not have it.</exception>
    public static string Known<T>(T value, TraceKind kind, string field)
        where T : struct, Enum =>
        Words<T>.All.TryGetValue(value, out var word) ? word : throw new TraceException($"{TraceVocabulary.Name(kind)} has no {field} {Of(value)}");

    /// <summary>How the name of a value is spelled, also where files list all of them.</summary>
    internal static string Spell(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static class Words<T>
        where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> All =
            Enum.GetValues<T>().Distinct().ToDictionary(value => value, value => Spell(value.ToString()));
    }
}
