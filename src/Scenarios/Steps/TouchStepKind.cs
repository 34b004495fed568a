using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Touching memory.</summary>
internal sealed class TouchStepKind() : StepKind(
    new FormatKey("touch", Memory.Type, "memory of the device's node; `{bytes: 3GiB, node: 1}` for another node's"), "write for example 3GiB")
{
    private static readonly MemoryFormat Memory = new("touch", "Memory of another node", "touch", "how much", "whose");

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader) =>
        Memory.Read(field, reader.Context) is var (bytes, node) ? StepPlan.Of(new TouchStep(bytes, node), field) : null;

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is TouchStep;

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var touch = (TouchStep)steps[0];
        Memory.Write(writer.Yaml, touch.Bytes, touch.NumaNode);
    }
}
