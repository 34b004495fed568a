using System.Globalization;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Format;

/// <summary>One constant of the cost model as files write it. Family: one type a kind of value.</summary>
/// <param name="Key">Key under <c>costs</c>.</param>
/// <param name="Property">The member of <see cref="CostModel"/>.</param>
/// <param name="Type">What its value may be.</param>
internal abstract record CostMember(string Key, string Property, FormatType Type)
{
    /// <summary>The member's value as files write it.</summary>
    internal abstract string Format(CostModel costs);
}

/// <summary>Nanoseconds.</summary>
internal sealed record DurationCost(string Key, string Property, Func<CostModel, long> Get, Func<CostModel, long, CostModel> Set)
    : CostMember(Key, Property, Types.Duration)
{
    /// <inheritdoc/>
    internal override string Format(CostModel costs) => Quantity.FormatDuration(Get(costs));
}

/// <summary>Bytes a second.</summary>
internal sealed record BandwidthCost(string Key, string Property, Func<CostModel, long> Get, Func<CostModel, long, CostModel> Set)
    : CostMember(Key, Property, Types.Bandwidth)
{
    /// <inheritdoc/>
    internal override string Format(CostModel costs) => Quantity.FormatBandwidth(Get(costs));
}

/// <summary>A number from 0 on.</summary>
internal sealed record RatioCost(string Key, string Property, double Maximum, Func<CostModel, double> Get, Func<CostModel, double, CostModel> Set)
    : CostMember(Key, Property, new NumberType(0, (decimal)Maximum, IsWhole: false))
{
    /// <inheritdoc/>
    internal override string Format(CostModel costs) => Get(costs).ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A whole number from 1 on.</summary>
internal sealed record CountCost(string Key, string Property, int Maximum, Func<CostModel, int> Get, Func<CostModel, int, CostModel> Set)
    : CostMember(Key, Property, new NumberType(1, Maximum))
{
    /// <inheritdoc/>
    internal override string Format(CostModel costs) => Get(costs).ToString(CultureInfo.InvariantCulture);
}
