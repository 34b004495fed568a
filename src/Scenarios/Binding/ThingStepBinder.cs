using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads the steps that are about memory and about numbers of naming classes, which name nodes and devices.</summary>
internal sealed class ThingStepBinder(BindContext context)
{
    internal TouchStep? Touch(Field field) => Memory(field, "touch", StepFormat.Touch) is var (bytes, node) ? new(bytes, node) : null;

    /// <summary>A mapping of device memory.</summary>
    /// <param name="field">Its value.</param>
    /// <param name="underItsLock">It stands inside the lock that it takes itself.</param>
    internal MapPagesStep? MapPages(Field field, bool underItsLock)
    {
        if (underItsLock)
        {
            context.Problems.Add(field.Mark, "map_pages inside mem_hotplug_lock", "it takes that lock itself, and the thread would wait for itself for ever", "move it out of the lock");
        }

        return Memory(field, "map_pages", StepFormat.MapPages) is var (bytes, node) && !underItsLock ? new(bytes, node) : null;
    }

    /// <summary>A number of a naming class, perhaps about another device, which is looked up when the device of the rule is known.</summary>
    internal StepPlan? Index(Field field)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return Class(field) is { } name ? new StepPlan(new IndexStep(name), default, null, field) : null;
        }

        var view = MappingView.Open(field, context.Problems, "an index", StepFormat.Index.Keys)!;
        var known = Class(view.Required("class"));
        var of = context.Values.Text(view.Required("of"));
        return known is null || of is null ? null : new StepPlan(new IndexStep(known), default, of, view["of"]);
    }

    /// <summary>The step of a plan for one device of a series; null, with a problem, when it names what is not there.</summary>
    internal ProbeStep? Resolve(StepPlan plan, NameTemplate device, int place)
    {
        if (plan.Target is null)
        {
            return plan.Step;
        }

        var of = device.Fill(plan.Target, place);
        return context.Devices.Resolve(of, plan.Field.Mark) ? ((IndexStep)plan.Step!) with { Of = of } : null;
    }

    private string? Class(Field field) =>
        context.Values.Name(field) is { } name && context.NamingClasses.Resolve(name, field.Mark) ? name : null;

    private (long Bytes, int? Node)? Memory(Field field, string what, FormatMapping format)
    {
        if (field.Kind != DocumentKind.Mapping)
        {
            return context.Quantities.Size(field) is { } all ? (all, null) : null;
        }

        var view = MappingView.Open(field, context.Problems, what, format.Keys)!;
        var bytes = context.Quantities.Size(view.Required("bytes"));
        var nodes = context.Topology?.Nodes.Length ?? ScenarioLimits.Nodes;
        var node = (int?)context.Values.Integer(view["node"], 0, nodes - 1);
        if (node is { } n && context.Topology?.Nodes[n].MemoryBytes == 0)
        {
            context.Problems.Add(view["node"].Mark, $"node {n} has no memory", "there is nothing to touch", "name a node with memory, or leave the node out for the device's own");
        }

        return bytes is null || (node is null && view["node"].Given) ? null : (bytes.Value, node);
    }
}
