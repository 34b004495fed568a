using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Scenarios.Documents;
using NumaProbe.Shared.Scenarios.Format;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Reads the costs: a preset, single constants over it, where they are from, and which of them were fitted to published figures.</summary>
internal static class CostBinder
{
    internal const string Server = "server";
    internal const string QemuTcg = "qemu-tcg";

    internal static readonly string[] Presets = [Server, QemuTcg];

    /// <summary>What may be fitted: a constant of the cost model, or a quantity in steps of this kind.</summary>
    internal static readonly string[] Fittable = [.. CostMembers.All.Select(m => m.Key), .. StepFormat.WorkKeys];

    internal static (CostModel Costs, string? Source, ImmutableArray<string> Fitted) Bind(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "'costs'", ScenarioFormat.Costs.Keys) is not { } view)
        {
            return (CostModel.Default, null, []);
        }

        var costs = string.Equals(context.Values.Word(view["preset"], Presets), QemuTcg, StringComparison.Ordinal) ? CostModel.QemuTcg : CostModel.Default;
        foreach (var member in CostMembers.All)
        {
            costs = member.Set(costs, view[member.Key], context);
        }

        if (view["load_balance"].Given && costs.LoadBalanceNs == 0)
        {
            context.Problems.Add(view["load_balance"].Mark, "'load_balance' is 0", "an overloaded CPU would look for help at every instant", "write for example 4ms");
        }

        return (costs, context.Values.Text(view["source"]), BindFitted(view["fitted"], context));
    }

    private static ImmutableArray<string> BindFitted(Field field, BindContext context)
    {
        var fitted = ImmutableArray.CreateBuilder<string>();
        foreach (var item in context.Values.Bounded(field, Fittable.Length, "fitted constants"))
        {
            if (context.Values.Word(item, Fittable) is not { } key)
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
