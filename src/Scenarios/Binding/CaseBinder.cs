using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads results with conditions. Devices in them may have the current number of the rule's series; they are checked when it is known.</summary>
internal static class CaseBinder
{
    /// <summary>The keys that name devices, in the order of <see cref="ResultCondition.Devices"/>.</summary>


    /// <summary>One case.</summary>
    internal static ConditionalResult? BindOne(Field field, BindContext context) =>
        Bind(field, context) is { } one ? new([one]) : null;

    /// <summary>Cases in the order they are looked at.</summary>
    internal static ConditionalResult? BindList(Field field, BindContext context)
    {
        if (field.Node!.Items.Count == 0)
        {
            context.Problems.Add(field.Mark, "an empty list of results", "each item has an error and when it is returned", "write ok, or {errno: EIO, if: {attempt: 1}}");
            return null;
        }

        var items = context.Values.Bounded(field, ScenarioLimits.ResultCases, "cases of a result").ToList();
        var cases = items.Select(item => Bind(item, context)).OfType<ErrorCase>().ToImmutableArray();
        return cases.Length == field.Node!.Items.Count ? new(cases) : null;
    }

    private static ErrorCase? Bind(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a result with a condition", StepFormat.Case.Keys) is not { } view)
        {
            return null;
        }

        var errno = ResultBinder.Error(view, context);
        var atEntry = string.Equals(context.Values.Word(view["check_at"], FileWords.CheckAt), "entry", StringComparison.Ordinal);
        var condition = Condition(view.Required("if"), context);
        return errno is null or 0 || condition is null ? null : new(errno.Value, condition, atEntry);
    }

    private static ResultCondition? Condition(Field field, BindContext context)
    {
        if (MappingView.Open(field, context.Problems, "a condition", StepFormat.Condition.Keys) is not { } view)
        {
            return null;
        }

        var before = context.Problems.Count;
        var nodes = context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes;
        var attempt = context.Values.Integer(view["attempt"], 1, ScenarioLimits.Tries);
        var node = context.Values.Integer(view["node"], 0, nodes - 1);
        var since = NamingBinder.Release(view["since"], context);
        var older = NamingBinder.Release(view["before"], context);
        var devices = FileWords.DeviceConditions.Select(key => context.Values.Text(view[key])).ToArray();
        if (context.Problems.Count > before || view.Entries.Any(e => e.Value.Kind == DocumentKind.Broken))
        {
            return null;
        }

        if (attempt is null && node is null && since is null && older is null && Array.TrueForAll(devices, d => d is null))
        {
            context.Problems.Add(field.Mark, "a condition without anything", "it would always hold", "write for example if: {attempt: 1}");
            return null;
        }

        return new((int?)attempt, (int?)node, devices[0], devices[1], devices[2], devices[3]) { Since = since, Before = older };
    }
}
