using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Shared.Traces;

/// <summary>
/// Spelling of kinds and arguments in files: every writer and reader asks here, so that a word is spelled one way everywhere.
/// </summary>
public static class TraceVocabulary
{
    private static readonly ImmutableArray<string> Operations =
        [.. Enum.GetValues<EventOperation>().Select(TraceNames.Operation)];

    private static readonly ImmutableArray<string> Sides = Kebab<AsyncSide>();

    private static readonly ImmutableArray<string> Domains = Kebab<SyncDomain>();

    private static readonly ImmutableArray<string> PrintLevels = Kebab<PrintLevel>();
    private static readonly ImmutableArray<string> Warnings = Kebab<WarningKind>();

    private static readonly ImmutableArray<string> Contexts = Kebab<ProbeContext>();

    private static readonly ImmutableArray<string> DeferReasons = Kebab<DeferReason>();

    private static readonly ImmutableArray<string> SkipReasons = Kebab<SkipReason>();

    private static readonly ImmutableArray<string> Findings = Kebab<FindingKind>();

    private static readonly ImmutableArray<string> FindingWaits = Kebab<FindingWait>();

    private static readonly ImmutableArray<string> Menders = ["none", .. KernelGenerations.All.Select(g => g.Name)];

    private static readonly ImmutableArray<string?> KindNames =
        ByKind(kind => (string?)JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    private static readonly ImmutableArray<ImmutableArray<TraceArgument>> KindArguments =
        ByKind(kind => TraceSchema.Arguments(kind).Select(name => Argument(kind, name)).ToImmutableArray());

    /// <summary>Name of a kind in files, for example <c>async_scheduled</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="TraceException">There is no such kind.</exception>
    public static string Name(TraceKind kind) =>
        (int)kind < KindNames.Length && KindNames[(int)kind] is { } name
            ? name
            : throw new TraceException($"there is no event kind {(int)kind}");

    /// <summary>The arguments a kind has, from A on.</summary>
    /// <param name="kind">The kind.</param>
    public static ImmutableArray<TraceArgument> Arguments(TraceKind kind) =>
        (int)kind < KindArguments.Length && !KindArguments[(int)kind].IsDefault ? KindArguments[(int)kind] : [];

    /// <summary>The word of an argument of an event, for example <c>deferred-worker</c>.</summary>
    /// <param name="traceEvent">The event.</param>
    /// <param name="place">Place of the argument, 0 to 4.</param>
    /// <exception cref="TraceException">The argument's value has no word.</exception>
    public static string Word(in TraceEvent traceEvent, int place)
    {
        var argument = Arguments(traceEvent.Kind)[place];
        var value = Value(traceEvent, place);
        return argument.WordOf(value)
            ?? throw new TraceException($"{Name(traceEvent.Kind)} has no {argument.Name} {value.ToString(CultureInfo.InvariantCulture)}");
    }

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

    private static TraceArgument Argument(TraceKind kind, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            return new TraceArgument(name[(colon + 1)..], FormOfReference(name[..colon]), []);
        }

        var words = Words(kind, name);
        return new TraceArgument(name, words.IsEmpty ? FormOf(kind, name) : ArgumentForm.Word, words);
    }

    private static ArgumentForm FormOfReference(string prefix) => prefix switch
    {
        "device" => ArgumentForm.Device,
        "driver" => ArgumentForm.Driver,
        _ => ArgumentForm.Thread,
    };

    private static ArgumentForm FormOf(TraceKind kind, string name) => name switch
    {
        "present" or "online" or "isAsync" => ArgumentForm.Flag,
        "event" or "inProbe" or "instance" or "of" or "pool" => ArgumentForm.OptionalNumber,
        "lock" => ArgumentForm.Lock,
        "domain" when IsName(kind) => ArgumentForm.NamingClass,
        _ => ArgumentForm.Number,
    };

    private static ImmutableArray<string> Words(TraceKind kind, string name) => name switch
    {
        "operation" => Operations,
        "side" => Sides,
        "how" => Contexts,
        "domain" when !IsName(kind) => Domains,
        "warning" => Warnings,
        "level" => PrintLevels,
        "finding" => Findings,
        "waitsFor" => FindingWaits,
        "mendedIn" => Menders,
        "reason" => kind == TraceKind.Skipped ? SkipReasons : DeferReasons,
        _ => [],
    };

    private static bool IsName(TraceKind kind) => kind is TraceKind.NameAssigned or TraceKind.NameReleased;

    private static ImmutableArray<string> Kebab<T>()
        where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

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
