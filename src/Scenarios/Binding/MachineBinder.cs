using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads a machine that is given by the name of a preset.</summary>
internal static class MachineBinder
{
    internal static MachineTopology? Bind(Field machine, Field topology, BindContext context)
    {
        var name = context.Values.Word(machine, MachinePresets.Names);
        if (topology.Given)
        {
            context.Problems.Add(topology.Mark, "a topology beside a machine", "only one of them could count", "remove one");
            return null;
        }

        return name is null ? null : MachinePresets.Find(name)!.Topology;
    }
}
