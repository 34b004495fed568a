using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>devm_memremap_pages(). It takes its lock itself, so it may not stand inside it.</summary>
internal sealed class MapPagesStepKind() : StepKind(
    new FormatKey("map_pages", Memory.Type, "`devm_memremap_pages()` of that much memory: page tables under the lock `mem_hotplug_lock`, then 64 bytes written for every 4 KiB; `{bytes: 3TiB, node: 1}` for struct pages on another node"),
    "write for example 3TiB")
{
    private static readonly MemoryFormat Memory = new("mapPages", "Memory of a device, mapped with struct pages", "map_pages", "how much memory is mapped", "where its struct pages are");

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Memory.Mapping;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        var isInside = reader.Holds(BuiltInLocks.MemoryHotplug);
        if (isInside)
        {
            reader.Context.Problems.Add(field.Mark, "map_pages inside mem_hotplug_lock", "it takes that lock itself, and the thread would wait for itself for ever", "move it out of the lock");
        }

        return Memory.Read(field, reader.Context) is var (bytes, node) && !isInside ? StepPlan.Of(new MapPagesStep(bytes, node), field) : null;
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is MapPagesStep;

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var map = (MapPagesStep)steps[0];
        Memory.Write(writer.Yaml, map.Bytes, map.NumaNode);
    }
}
