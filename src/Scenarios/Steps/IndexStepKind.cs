using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Taking a number of a naming class, perhaps about another device, which is looked up when the device of the rule is known.</summary>
internal sealed class IndexStepKind() : StepKind(
    new FormatKey("index", new ChoiceType(Types.Name, Types.Of(Keys)), "takes a number of a [naming class](#naming) at this moment; `{class: pmem, of: namespace0.0}` for a name made of another device's number"),
    "write for example nvme")
{
    private static readonly ValueFormat<string?> Known = Formats.Name with
    {
        Read = static (field, context) => context.Values.Name(field) is { } name && context.NamingClasses.Resolve(name, field.Mark) ? name : null,
    };

    private static readonly FormatKey<string?> Class = new("class", Known, "the naming class", null);
    private static readonly FormatKey<string?> Of = new("of", Formats.Series, "the device whose number of the class it belongs to stands in the name", null);
    private static readonly FormatMapping Keys = new("index", "A number that another device's name has", [Class, Of]) { Noun = "an index" };

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Keys;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return Known.Read(field, reader.Context) is { } name ? StepPlan.Of(new IndexStep(name), field) : null;
        }

        var view = MappingView.Open(field, reader.Context, Keys)!;
        var known = Class.Read(view, reader.Context);
        var of = Of.Read(view, reader.Context, out var place);
        return known is null || of is null ? null : new StepPlan(new IndexStep(known), default, of, place);
    }

    /// <inheritdoc/>
    internal override ProbeStep? Resolve(StepPlan plan, string target, BindContext context) =>
        context.Devices.Resolve(target, plan.Field.Mark) ? ((IndexStep)plan.Step!) with { Of = target } : null;

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is IndexStep;

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var index = (IndexStep)steps[0];
        if (index.Of is null)
        {
            Known.Write(writer.Yaml, index.Class);
            return;
        }

        writer.Yaml.BeginMapping(inLine: true);
        Class.Write(writer.Yaml, index.Class);
        Of.Write(writer.Yaml, index.Of);
        writer.Yaml.EndMapping();
    }
}
