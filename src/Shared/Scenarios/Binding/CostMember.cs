using System.Globalization;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Scenarios.Format;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>One constant of the cost model as files write it.</summary>
/// <param name="Key">Key under <c>costs</c>.</param>
/// <param name="Property">The member of <see cref="CostModel"/>.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="Set">Reads a field into a copy of the model; the model itself when the field is absent or wrong.</param>
/// <param name="Format">The member's value as files write it.</param>
internal sealed record CostMember(
    string Key,
    string Property,
    FormatType Type,
    Func<CostModel, Field, BindContext, CostModel> Set,
    Func<CostModel, string> Format)
{
    internal static CostMember Duration(string key, string property, Func<CostModel, long> get, Func<CostModel, long, CostModel> set) => new(
        key,
        property,
        Types.Duration,
        (costs, field, context) => context.Quantities.Duration(field) is { } value ? set(costs, value) : costs,
        costs => Quantity.FormatDuration(get(costs)));

    internal static CostMember Bandwidth(string key, string property, Func<CostModel, long> get, Func<CostModel, long, CostModel> set) => new(
        key,
        property,
        Types.Bandwidth,
        (costs, field, context) => context.Quantities.Bandwidth(field) is { } value ? set(costs, value) : costs,
        costs => Quantity.FormatBandwidth(get(costs)));

    internal static CostMember Ratio(string key, string property, double maximum, Func<CostModel, double> get, Func<CostModel, double, CostModel> set) => new(
        key,
        property,
        new NumberType(0, (decimal)maximum, IsWhole: false),
        (costs, field, context) => context.Values.Number(field, 0, maximum) is { } value ? set(costs, value) : costs,
        costs => get(costs).ToString("R", CultureInfo.InvariantCulture));

    internal static CostMember Count(string key, string property, int maximum, Func<CostModel, int> get, Func<CostModel, int, CostModel> set) => new(
        key,
        property,
        new NumberType(1, maximum),
        (costs, field, context) => context.Values.Integer(field, 1, maximum) is { } value ? set(costs, (int)value) : costs,
        costs => get(costs).ToString(CultureInfo.InvariantCulture));
}
