using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Results;

/// <summary>How a probe ends: what it may be, how it is read and written. A supplier may have the current number of the rule's series in it.</summary>
internal static class ResultFormat
{
    private const string AtExit = "exit";
    private const string AtEntry = "entry";

    private static readonly ValueFormat<string?> CheckAt = Formats.Word(AtEntry, AtExit);

    private static readonly FormatKey<string?> Supplier = new("defer_until_bound", Formats.Series, "the device", null);
    private static readonly FormatKey<string?> DeferAt = new("check_at", CheckAt, "`entry` looks before the work and, when it must defer, sleeps for `after` and skips the work; `exit` looks after it", "`entry`");
    private static readonly FormatKey<DurationDistribution?> Delay = new("after", Formats.Drawn, "how long it sleeps then", "0");

    private static readonly FormatKey Condition = new("if", Types.Of(ConditionFormat.Mapping), "when", null);
    private static readonly FormatKey<string?> CaseAt = new("check_at", CheckAt, "`entry` looks before the work and skips it when the condition holds", "`exit`");

    /// <summary>Deferring until another device is bound.</summary>
    internal static FormatMapping Defer { get; } = new("deferResult", "-EPROBE_DEFER until another device is bound", [Supplier, DeferAt, Delay]) { Noun = "a deferring result" };

    /// <summary>An error with a condition.</summary>
    internal static FormatMapping Case { get; } = new("conditionalResult", "An error with a condition", [ErrorFormat.Number, Condition, CaseAt]) { Noun = "a result with a condition" };

    internal static FormatType Type { get; } = new ChoiceType(
        new WordType(["ok", .. Errno.Names]), new NumberType(-Errno.Largest, 0), Types.Of(ErrorFormat.Mapping), Types.Of(Defer), Types.Of(Case),
        new ListType(Types.Of(Case), 1, ScenarioLimits.ResultCases));

    /// <summary>Where the supplier of a deferring result stands.</summary>
    internal static Mark PlaceOfSupplier(DocumentNode result) => result.Find(Supplier.Key)!.Value.Mark;

    /// <summary>Where the condition of a case stands.</summary>
    internal static Mark PlaceOfCondition(DocumentNode result, int place) => (result.Kind == DocumentKind.List ? result.Items[place] : result).Find(Condition.Key)!.Value.Mark;

    /// <summary>The result; success when there is none, null when it is wrong.</summary>
    internal static ProbeResult? Read(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return field.IsBroken ? null : new SuccessResult();
        }

        if (field.Kind == DocumentKind.List)
        {
            return ReadCases(field, context);
        }

        return field.Kind != DocumentKind.Mapping ? ReadNumber(field, context)
            : field.Node!.Find(Supplier.Key) is not null ? ReadDefer(field, context)
            : field.Node!.Find(Condition.Key) is null ? ErrorFormat.ReadMapping(field, context)
            : ReadCase(field, context) is { } one ? new ConditionalResult([one])
            : null;
    }

    /// <summary>A result in one word or number.</summary>
    internal static ProbeResult? ReadNumber(Field field, BindContext context) => ErrorFormat.Errno.Read(field, context) switch
    {
        null => null,
        0 => new SuccessResult(),
        { } errno => new ErrorResult(errno, 0),
    };

    /// <summary>Writes a result that is no success.</summary>
    /// <param name="yaml">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="supplier">Who a deferring result waits for, perhaps with <c>{}</c> for the number of a series.</param>
    internal static void Write(YamlText yaml, ProbeResult result, string? supplier)
    {
        switch (result)
        {
            case ErrorResult error:
                ErrorFormat.Write(yaml, error);
                break;
            case DeferUntilBoundResult defer:
                yaml.BeginMapping(inLine: true);
                Supplier.Write(yaml, supplier ?? defer.Supplier);
                DeferAt.Write(yaml, defer.CheckAtExit ? AtExit : AtEntry);
                Delay.Write(yaml, defer.Delay == FixedDuration.None ? null : defer.Delay);
                yaml.EndMapping();
                break;
            case ConditionalResult conditional:
                WriteCases(yaml, conditional);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(result), result, "a result without a spelling");
        }
    }

    private static DeferUntilBoundResult? ReadDefer(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Defer) is not { } view)
        {
            return null;
        }

        var supplier = Supplier.Value.Read(view[Supplier.Key], context);
        var atExit = string.Equals(DeferAt.Read(view, context), AtExit, StringComparison.Ordinal);
        var after = Delay.Read(view, context, out var delay) ?? FixedDuration.None;
        if (atExit && after != FixedDuration.None)
        {
            context.Problems.Add(delay.Mark, "'after' with check_at: exit", "only a probe that looks before its work sleeps before it defers", "remove it, or write check_at: entry");
        }

        if (supplier is null && !view[Supplier.Key].Given)
        {
            context.Problems.Add(view[Supplier.Key].Mark, "defer_until_bound without a device", "it names the device that must be bound");
        }

        return supplier is null ? null : new(supplier, atExit, after);
    }

    /// <summary>Cases in the order they are looked at.</summary>
    private static ConditionalResult? ReadCases(Field field, BindContext context)
    {
        if (field.Node!.Items.Count == 0)
        {
            context.Problems.Add(field.Mark, "an empty list of results", "each item has an error and when it is returned", "write ok, or {errno: EIO, if: {attempt: 1}}");
            return null;
        }

        var items = context.Values.Bounded(field, ScenarioLimits.ResultCases, "cases of a result").ToList();
        var cases = items.Select(item => ReadCase(item, context)).OfType<ErrorCase>().ToImmutableArray();
        return cases.Length == field.Node!.Items.Count ? new(cases) : null;
    }

    private static ErrorCase? ReadCase(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Case) is not { } view)
        {
            return null;
        }

        var errno = ErrorFormat.ReadErrno(view, context);
        var atEntry = string.Equals(CaseAt.Read(view, context), AtEntry, StringComparison.Ordinal);
        var condition = ConditionFormat.Read(view.Required(Condition.Key), context);
        return errno is null or 0 || condition is null ? null : new(errno.Value, condition, atEntry);
    }

    private static void WriteCases(YamlText yaml, ConditionalResult result)
    {
        yaml.BeginList(inLine: true);
        foreach (var one in result.Cases)
        {
            yaml.BeginMapping(inLine: true);
            ErrorFormat.Number.Write(yaml, one.Errno);
            CaseAt.Write(yaml, one.CheckAtEntry ? AtEntry : null);
            yaml.Plain(Condition.Key);
            ConditionFormat.Write(yaml, one.Condition);
            yaml.EndMapping();
        }

        yaml.EndList();
    }
}
