using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Scenarios.Documents;
using NumaProbe.Shared.Scenarios.Format;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>Reads the costs: a preset, single constants over it, and where they are from.</summary>
internal static class CostBinder
{
    internal const string Server = "server";
    internal const string QemuTcg = "qemu-tcg";

    internal static readonly string[] Presets = [Server, QemuTcg];

    internal static (CostModel Costs, string? Source) Bind(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "'costs'", ScenarioFormat.Costs.Keys) is not { } view)
        {
            return (CostModel.Default, null);
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

        return (costs, context.Values.Text(view["source"]));
    }
}
