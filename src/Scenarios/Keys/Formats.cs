using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Quantities;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Keys;

/// <summary>The kinds of values that many keys share.</summary>
internal static class Formats
{
    /// <summary>Text for people, on one line where it can be.</summary>
    internal static ValueFormat<string?> Text { get; } = new(Types.Text, static (field, context) => context.Values.Text(field), static (yaml, text) => yaml.Text(text!));

    /// <summary>Text for people that may have several lines.</summary>
    internal static ValueFormat<string?> Prose { get; } = Text with { Write = static (yaml, text) => yaml.Prose(text!) };

    internal static ValueFormat<string?> Name { get; } = new(Types.Name, static (field, context) => context.Values.Name(field), static (yaml, name) => yaml.Text(name!));

    /// <summary>A name, a series, or a text with the number of another key's series; as it stands.</summary>
    internal static ValueFormat<string?> Series { get; } = Text with { Type = Types.Series };

    /// <summary>Names, of which wrong ones are left out; one stands for a list of one.</summary>
    internal static ValueFormat<ImmutableArray<string>?> Names { get; } = Value<ImmutableArray<string>>(
        Types.Names,
        static (field, context) => field.Kind == Documents.DocumentKind.Null ? null : [.. context.Values.ListOrOne(field).Select(context.Values.Name).OfType<string>()],
        static (yaml, names) => yaml.Texts(names));

    internal static ValueFormat<long?> Duration { get; } = Value<long>(
        Types.Duration, static (field, context) => context.Quantities.Duration(field), static (yaml, ns) => yaml.Plain(Quantity.FormatDuration(ns)));

    internal static ValueFormat<DurationDistribution?> Drawn { get; } = new(
        Types.Drawn, static (field, context) => context.Quantities.FixedOrDrawn(field), static (yaml, drawn) => yaml.Text(DistributionText.Format(drawn!)));

    internal static ValueFormat<long?> Size { get; } = Value<long>(
        Types.Size, static (field, context) => context.Quantities.Size(field), static (yaml, bytes) => yaml.Plain(Quantity.FormatSize(bytes)));

    internal static ValueFormat<long?> Bandwidth { get; } = Value<long>(
        Types.Bandwidth, static (field, context) => context.Quantities.Bandwidth(field), static (yaml, bytes) => yaml.Plain(Quantity.FormatBandwidth(bytes)));

    /// <summary>A share in parts per million.</summary>
    internal static ValueFormat<int?> Share { get; } = Value<int>(
        Types.Share, static (field, context) => context.Quantities.Share(field), static (yaml, share) => yaml.Plain(Shares.Format(share)));

    internal static ValueFormat<bool?> Flag { get; } = Value<bool>(Types.Flag, static (field, context) => context.Values.Boolean(field), static (yaml, flag) => yaml.Boolean(flag));

    /// <summary>CPU numbers, ascending.</summary>
    internal static ValueFormat<IReadOnlyList<int>?> Cpus { get; } = new(
        Types.CpuList, static (field, context) => NumberLists.Cpus(field, context), static (yaml, cpus) => yaml.Text(NumberLists.Format(cpus!)));

    /// <summary>A node that the machine has.</summary>
    internal static ValueFormat<int?> Node { get; } = NodeFrom(0);

    /// <summary>A node that the machine has, or -1 for none.</summary>
    internal static ValueFormat<int?> NodeOrNone { get; } = NodeFrom(MachineTopology.NoNode);

    /// <summary>A kernel release such as v5.3, as it stands.</summary>
    internal static ValueFormat<string?> Release { get; } = new(
        Types.Release,
        static (field, context) => context.Values.TextOrNumber(field) is { } text && context.Values.IsRelease(text, field.Mark, field.Label) ? text : null,
        static (yaml, release) => yaml.Text(release!));

    /// <summary>A whole number within bounds.</summary>
    internal static ValueFormat<int?> Integer(int minimum, int maximum) => Value<int>(
        new NumberType(minimum, maximum), (field, context) => (int?)context.Values.Integer(field, minimum, maximum), static (yaml, number) => yaml.Number(number));

    /// <summary>A number within bounds that may have a fraction.</summary>
    internal static ValueFormat<double?> Number(double minimum, double maximum) => Value<double>(
        new NumberType((decimal)minimum, (decimal)maximum, IsWhole: false),
        (field, context) => context.Values.Number(field, minimum, maximum),
        static (yaml, number) => yaml.Plain(number.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>One of a few words.</summary>
    internal static ValueFormat<string?> Word(params IReadOnlyList<string> words) => new(
        Types.Word(words), (field, context) => context.Values.Word(field, words), static (yaml, word) => yaml.Plain(word!));

    /// <summary>A value of an enum by its word.</summary>
    /// <param name="words">A word for each value, in their order; a second round of words is other spellings.</param>
    internal static ValueFormat<T?> Enum<T>(string[] words)
        where T : struct, Enum
    {
        var values = System.Enum.GetValues<T>();
        return Value<T>(
            Types.Word(words),
            (field, context) => context.Values.Word(field, words) is { } word ? values[Array.IndexOf(words, word) % values.Length] : null,
            (yaml, value) => yaml.Plain(words[Array.IndexOf(values, value)]));
    }

    /// <summary>A list of what is written alike, each on its own line or all in one.</summary>
    internal static FormatType List(FormatMapping item, int minimum = 0, int? maximum = null) => new ListType(Types.Of(item), minimum, maximum);

    private static ValueFormat<int?> NodeFrom(int minimum) => Integer(minimum, ScenarioLimits.Nodes - 1) with
    {
        Read = (field, context) => (int?)context.Values.Integer(field, minimum, (context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes) - 1),
    };

    /// <summary>A kind of value that is a struct.</summary>
    internal static ValueFormat<T?> Value<T>(FormatType type, Func<Field, BindContext, T?> read, Action<YamlText, T> write)
        where T : struct => new(type, read, (yaml, value) => write(yaml, value!.Value));
}
