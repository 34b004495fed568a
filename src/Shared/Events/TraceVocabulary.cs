using System.Collections.Immutable;
using System.Text.Json;

namespace NumaProbe.Shared.Events;

/// <summary>
/// Spelling of kinds and arguments in files: every writer and reader asks here, so that a word is spelled one way everywhere.
/// </summary>
public static class TraceVocabulary
{
    private static readonly ImmutableArray<string?> KindNames =
        ByKind(kind => (string?)JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    /// <summary>Name of a kind in files, for example <c>async_scheduled</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="TraceException">There is no such kind.</exception>
    public static string Name(TraceKind kind) =>
        (int)kind < KindNames.Length && KindNames[(int)kind] is { } name
            ? name
            : throw new TraceException($"there is no event kind {(int)kind}");

    /// <summary>The arguments a kind has, from A on.</summary>
    /// <param name="kind">The kind.</param>
    public static ImmutableArray<TraceArgument> Arguments(TraceKind kind) => EventKinds.Arguments(kind);

    /// <summary>Value of an argument of an event by place: 0 is A.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <param name="place">Place of the argument, 0 to 4.</param>
    public static long Value(in TraceEvent traceEvent, int place) => place switch
    {
        0 => traceEvent.A,
        1 => traceEvent.B,
        2 => traceEvent.C,
        3 => traceEvent.D,
        4 => traceEvent.E,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    private static ImmutableArray<T> ByKind<T>(Func<TraceKind, T> valueOf)
    {
        var kinds = Enum.GetValues<TraceKind>();
        var values = new T[(int)kinds.Max() + 1];
        foreach (var kind in kinds)
        {
            values[(int)kind] = valueOf(kind);
        }

        return [.. values];
    }
}
