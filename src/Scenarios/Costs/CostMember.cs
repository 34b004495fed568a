using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Costs;

/// <summary>One constant of the cost model: its key, how it is read and written.</summary>
/// <param name="Key">Key under <c>costs</c>.</param>
/// <param name="Property">The member of <see cref="CostModel"/>.</param>
/// <param name="Type">What its value may be.</param>
internal abstract record CostMember(string Key, string Property, FormatType Type)
{
    /// <summary>The costs with the constant of a field, or as they are when it is absent or wrong.</summary>
    internal abstract CostModel Read(CostModel costs, Field field, BindContext context);

    /// <summary>Writes key and value.</summary>
    internal abstract void Write(YamlText yaml, CostModel costs);

    /// <summary>Two models have the same constant.</summary>
    internal abstract bool IsSame(CostModel one, CostModel two);
}

/// <summary>A constant of one type.</summary>
/// <param name="Key">Key under <c>costs</c>.</param>
/// <param name="Property">The member of <see cref="CostModel"/>.</param>
/// <param name="Value">Its value in files.</param>
/// <param name="Get">Its value in a model.</param>
/// <param name="Set">A model with another value.</param>
internal sealed record CostMember<T>(string Key, string Property, ValueFormat<T?> Value, Func<CostModel, T> Get, Func<CostModel, T, CostModel> Set)
    : CostMember(Key, Property, Value.Type)
    where T : struct
{
    /// <inheritdoc/>
    internal override CostModel Read(CostModel costs, Field field, BindContext context) => Value.Read(field, context) is { } value ? Set(costs, value) : costs;

    /// <inheritdoc/>
    internal override void Write(YamlText yaml, CostModel costs)
    {
        yaml.Plain(Key);
        Value.Write(yaml, Get(costs));
    }

    /// <inheritdoc/>
    internal override bool IsSame(CostModel one, CostModel two) => EqualityComparer<T>.Default.Equals(Get(one), Get(two));
}
