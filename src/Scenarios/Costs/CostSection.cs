using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Costs;

/// <summary>
/// The costs: a preset, single constants over it, where they are from, and which of them were fitted to published figures. How they are read, and
/// written as differences from the nearer preset.
/// </summary>
internal static class CostSection
{
    private const string Server = "server";
    /// <summary>The costs of the machine of the recordings.</summary>
    internal const string QemuTcg = "qemu-tcg";

    /// <summary>What may be fitted: a constant of the cost model, or a quantity in steps of this kind.</summary>
    private static readonly string[] Fittable = [.. CostMembers.All.Select(m => m.Key), .. StepKinds.WithQuantities];

    private static readonly FormatKey<string?> Preset = new("preset", Formats.Word(Server, QemuTcg), "the values that the other keys change", "`server`");
    private static readonly FormatKey<string?> Source = new("source", Formats.Prose, "where the values are from");
    private static readonly FormatKey<ImmutableArray<string>?> Fitted = new("fitted", Formats.Value<ImmutableArray<string>>(
        new ListType(Types.Word(Fittable)), ReadFitted, static (yaml, fitted) => yaml.Texts(fitted)), "which constants were fitted to published figures: keys of this section, or kinds of [steps](probes.md) whose quantities were");

    internal static FormatMapping Mapping { get; } = new("costs", "What the steps of the driver core cost", [
        Preset, Source, Fitted, .. CostMembers.All.Select(m => new FormatKey(m.Key, m.Type, "see [costs](costs.md)", "the preset's")),
    ]) { Noun = "'costs'" };

    internal static (CostModel Costs, string? Source, ImmutableArray<string> Fitted) Read(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return (CostModel.Default, null, []);
        }

        var costs = string.Equals(Preset.Read(view, context), QemuTcg, StringComparison.Ordinal) ? CostModel.QemuTcg : CostModel.Default;
        costs = CostMembers.All.Aggregate(costs, (all, member) => member.Read(all, view[member.Key], context));
        if (view["load_balance"].Given && costs.LoadBalanceNs == 0)
        {
            context.Problems.Add(view["load_balance"].Mark, "'load_balance' is 0", "an overloaded CPU would look for help at every instant", "write for example 4ms");
        }

        return (costs, Source.Read(view, context), Fitted.Read(view, context)!.Value);
    }

    /// <summary>True when all is as the usual preset has it, and there is nothing to write.</summary>
    internal static bool IsDefault(CostModel costs, string? source, ImmutableArray<string> fitted) =>
        source is null && fitted.IsEmpty && Changed(costs, CostModel.Default).Count == 0;

    internal static void Write(YamlText yaml, CostModel costs, string? source, ImmutableArray<string> fitted)
    {
        var fromServer = Changed(costs, CostModel.Default);
        var fromQemu = Changed(costs, CostModel.QemuTcg);
        var isQemu = fromQemu.Count < fromServer.Count;
        yaml.BeginMapping();
        Preset.Write(yaml, isQemu ? QemuTcg : Server);
        Source.Write(yaml, source);
        Fitted.Write(yaml, fitted.IsEmpty ? null : fitted);
        foreach (var member in isQemu ? fromQemu : fromServer)
        {
            member.Write(yaml, costs);
        }

        yaml.EndMapping();
    }

    private static List<CostMember> Changed(CostModel costs, CostModel preset) => [.. CostMembers.All.Where(m => !m.IsSame(costs, preset))];

    private static ImmutableArray<string>? ReadFitted(Field field, BindContext context)
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
