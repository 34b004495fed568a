using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Steps under a lock of the machine, which may not stand inside itself.</summary>
internal sealed class LockedStepKind() : StepKind(
    new FormatKey("locked", new MappingType(() => Keys), "`{lock: mem_hotplug, share: 30%, steps: […]}`: steps under a lock of the whole machine"),
    "write for example {lock: rtnl, steps: [compute: 1ms]}")
{
    private static readonly FormatKey<string?> Lock = new("lock", Formats.Name, "one of `locks`; given to who asked first", null);
    private static readonly FormatKey<int?> Share = new("share", Formats.Share, "how much of each work is done under it, before the rest; calls are made under it as a whole", "`100%`");
    private static readonly FormatKey Steps = new("steps", StepKinds.List, "the steps", null);
    private static readonly FormatMapping Keys = new("locked", "Steps under a lock of the machine", [Lock, Share, Steps]) { Noun = "a locked step" };

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Keys;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        var context = reader.Context;
        if (MappingView.Open(field, context, Keys) is not { } view)
        {
            return null;
        }

        var name = Lock.Read(view, context, out var lockField);
        var isKnown = name is not null && context.Locks.Resolve(name, lockField.Mark);
        var given = Share.Read(view, context, out var shareField);
        var share = shareField.Given ? given : DurationDistribution.Million;
        if (name is not null && reader.Holds(name))
        {
            context.Problems.Add(lockField.Mark, $"lock {Quoted.Text(name)} inside itself", "the thread would wait for itself for ever", "take it once, around both");
        }

        var inside = reader.ReadUnder(name ?? "", view.Required(Steps.Key));
        return isKnown && share is not null && !shareField.IsBroken
            ? StepPlan.Of(new LockedStep(name!, share.Value, inside.Shared ?? []), [inside], field)
            : null;
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is LockedStep;

    /// <inheritdoc/>
    internal override bool AreUniform(IReadOnlyList<ProbeStep> steps, SeriesName series)
    {
        var first = (LockedStep)steps[0];
        return steps.All(step => step is LockedStep other && Equals(other with { Steps = first.Steps }, first))
            && StepWriter.AreUniform([.. steps.Select(step => ((LockedStep)step).Steps)], series);
    }

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var locked = (LockedStep)steps[0];
        writer.Yaml.BeginMapping(inLine: true);
        Lock.Write(writer.Yaml, locked.Lock);
        Share.Write(writer.Yaml, locked.SharePerMillion == DurationDistribution.Million ? null : locked.SharePerMillion);
        writer.Yaml.Plain(Steps.Key);
        writer.Write([.. steps.Select(step => ((LockedStep)step).Steps)], series);
        writer.Yaml.EndMapping();
    }
}
