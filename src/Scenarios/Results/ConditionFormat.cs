using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Results;

/// <summary>When an error is returned: the keys of a condition, how it is read and written. Devices in it may have the current number of the rule's series.</summary>
internal static class ConditionFormat
{
    private static readonly FormatKey<int?> Attempt = new("attempt", Formats.Integer(1, ScenarioLimits.Tries), "it is this try on the device", "any");
    private static readonly FormatKey<int?> Node = new("node", Formats.Node, "the probing thread is on this node", "any");
    private static readonly FormatKey<string?> Since = new("since", Formats.Release, "the kernel is of this release or later", "any");
    private static readonly FormatKey<string?> Before = new("before", Formats.Release, "the kernel is older than this release", "any");

    // in the order of ResultCondition.Devices
    private static readonly FormatKey<string?>[] Devices =
    [
        new("bound", Formats.Series, "this device is bound", "any"),
        new("not_bound", Formats.Series, "this device is not bound", "any"),
        new("present", Formats.Series, "this device is added", "any"),
        new("not_present", Formats.Series, "this device is not added", "any"),
    ];

    internal static FormatMapping Mapping { get; } = new("condition", "When an error is returned: all that is given must hold", [Attempt, Node, .. Devices, Since, Before]) { Noun = "a condition" };

    internal static ResultCondition? Read(Field field, BindContext context)
    {
        if (MappingView.Open(field, context, Mapping) is not { } view)
        {
            return null;
        }

        var before = context.Problems.Count;
        var attempt = Attempt.Read(view, context);
        var node = Node.Read(view, context);
        var since = Since.Read(view, context);
        var older = Before.Read(view, context);
        var devices = Devices.Select(key => key.Read(view, context)).ToArray();
        if (context.Problems.Count > before || view.Entries.Any(e => e.Value.Kind == DocumentKind.Broken))
        {
            return null;
        }

        if (attempt is null && node is null && since is null && older is null && Array.TrueForAll(devices, d => d is null))
        {
            context.Problems.Add(field.Mark, "a condition without anything", "it would always hold", "write for example if: {attempt: 1}");
            return null;
        }

        return new(attempt, node, devices[0], devices[1], devices[2], devices[3]) { Since = since, Before = older };
    }

    internal static void Write(YamlText yaml, ResultCondition condition)
    {
        yaml.BeginMapping(inLine: true);
        Attempt.Write(yaml, condition.Attempt);
        Node.Write(yaml, condition.Node);
        Since.Write(yaml, condition.Since);
        Before.Write(yaml, condition.Before);
        foreach (var (key, device) in Devices.Zip(condition.Devices))
        {
            key.Write(yaml, device);
        }

        yaml.EndMapping();
    }
}
