using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the costs: a preset, single constants over it, where they are from, and which of them were fitted to published figures.</summary>
internal static class CostBinder
{
    internal static (CostModel Costs, string? Source, ImmutableArray<string> Fitted) Bind(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "'costs'", ScenarioFormat.Costs.Keys) is not { } view)
        {
            return (CostModel.Default, null, []);
        }

        var costs = string.Equals(context.Values.Word(view["preset"], FileWords.CostPresets), FileWords.QemuTcg, StringComparison.Ordinal) ? CostModel.QemuTcg : CostModel.Default;
        foreach (var member in CostMembers.All)
        {
            costs = Set(member, costs, view[member.Key], context);
        }

        if (view["load_balance"].Given && costs.LoadBalanceNs == 0)
        {
            context.Problems.Add(view["load_balance"].Mark, "'load_balance' is 0", "an overloaded CPU would look for help at every instant", "write for example 4ms");
        }

        return (costs, context.Values.Text(view["source"]), BindFitted(view["fitted"], context));
    }

    private static CostModel Set(CostMember member, CostModel costs, Field field, BindContext context) => member switch
    {
        DurationCost cost => context.Quantities.Duration(field) is { } value ? cost.Set(costs, value) : costs,
        BandwidthCost cost => context.Quantities.Bandwidth(field) is { } value ? cost.Set(costs, value) : costs,
        CountCost cost => context.Values.Integer(field, 1, cost.Maximum) is { } value ? cost.Set(costs, (int)value) : costs,
        RatioCost cost => context.Values.Number(field, 0, cost.Maximum) is { } value ? cost.Set(costs, value) : costs,
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, null),
    };

    private static ImmutableArray<string> BindFitted(Field field, BindContext context)
    {
        var fitted = ImmutableArray.CreateBuilder<string>();
        foreach (var item in context.Values.Bounded(field, FileWords.Fittable.Length, "fitted constants"))
        {
            if (context.Values.Word(item, FileWords.Fittable) is not { } key)
            {
                continue;
            }

            if (fitted.Contains(key))
            {
                context.Problems.Add(item.Mark, $"'{key}' is there twice", "a constant is fitted or not", "remove it");
            }

            fitted.Add(key);
        }

        return fitted.ToImmutable();
    }
}
