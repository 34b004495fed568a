using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Parts that are asynchronous calls of their own.</summary>
internal sealed class ParallelStepKind() : StepKind(
    new FormatKey("parallel", new ChoiceType(StepKinds.Parts, new MappingType(() => Keys)), "`[[…], […]]` or `{parts: …, detached: true}`: lists of steps, each an asynchronous call with a cookie of its own"),
    "write for example [[wait: 35ms], [wait: 35ms]]")
{
    private static readonly FormatKey Parts = new("parts", StepKinds.Parts, "the steps of each part", null);
    private static readonly FormatKey<bool?> Detached = new("detached", Formats.Flag, "the probe does not wait for them; failing and `remove()` do", "false");
    private static readonly FormatMapping Keys = new("parallel", "Parts that are asynchronous calls of their own", [Parts, Detached]) { Noun = "a parallel step" };

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Keys;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        var parts = field;
        var detached = false;
        if (field.Kind == DocumentKind.Mapping)
        {
            var view = MappingView.Open(field, reader.Context, Keys)!;
            parts = view.Required(Parts.Key);
            detached = Detached.Read(view, reader.Context) ?? false;
        }

        var lists = reader.ReadParts(parts);
        if (lists.Count == 0 && parts.Kind == DocumentKind.List)
        {
            reader.Context.Problems.Add(parts.Mark, "no parts", "there is nothing to do", Example);
        }

        return lists.Count == 0 ? null : StepPlan.Of(new ParallelStep([.. lists.Select(l => l.Shared ?? [])], detached), lists, field);
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is ParallelStep;

    /// <inheritdoc/>
    internal override bool AreUniform(IReadOnlyList<ProbeStep> steps, SeriesName series)
    {
        var first = (ParallelStep)steps[0];
        return steps.All(step => step is ParallelStep other && other.Detached == first.Detached && other.Parts.Length == first.Parts.Length)
            && Enumerable.Range(0, first.Parts.Length).All(part => StepWriter.AreUniform([.. steps.Select(step => ((ParallelStep)step).Parts[part])], series));
    }

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var parallel = (ParallelStep)steps[0];
        if (parallel.Detached)
        {
            writer.Yaml.BeginMapping(inLine: true);
            Detached.Write(writer.Yaml, true);
            writer.Yaml.Plain(Parts.Key);
        }

        writer.Yaml.BeginList(inLine: true);
        for (var part = 0; part < parallel.Parts.Length; part++)
        {
            var place = part;
            writer.Write([.. steps.Select(step => ((ParallelStep)step).Parts[place])], series);
        }

        writer.Yaml.EndList();
        if (parallel.Detached)
        {
            writer.Yaml.EndMapping();
        }
    }
}
