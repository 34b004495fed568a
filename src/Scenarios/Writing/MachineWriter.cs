using System.Collections.Immutable;
using NumaProbe.Scenarios.Binding;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Quantities;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Writing;

/// <summary>Writes the machine, the boot options and the kernel threads.</summary>
internal sealed class MachineWriter(YamlText yaml)
{
    internal void WriteTopology(MachineTopology topology)
    {
        yaml.Plain("topology");
        yaml.BeginMapping();
        yaml.Plain("nodes");
        yaml.BeginList();
        foreach (var node in topology.Nodes)
        {
            WriteNode(node);
        }

        yaml.EndList();
        WriteDistances(topology);
        if (!topology.OfflineCpus.IsEmpty)
        {
            yaml.Plain("offline_cpus");
            yaml.Text(NumberLists.Format(topology.OfflineCpus));
        }

        yaml.EndMapping();
    }

    internal void WriteKernel(KernelOptions kernel)
    {
        if (kernel is { CommandLine: "", ModuleAsyncProbe: false, UnboundCpus.IsEmpty: true, AsyncMaxActive: null })
        {
            return;
        }

        yaml.Plain("kernel");
        yaml.BeginMapping();
        if (kernel.CommandLine.Length > 0)
        {
            yaml.Plain("cmdline");
            yaml.Text(kernel.CommandLine);
        }

        if (kernel.ModuleAsyncProbe)
        {
            yaml.Plain("module_async_probe");
            yaml.Boolean(true);
        }

        if (!kernel.UnboundCpus.IsEmpty)
        {
            yaml.Plain("unbound_cpus");
            yaml.Text(NumberLists.Format(kernel.UnboundCpus));
        }

        if (kernel.AsyncMaxActive is { } limit)
        {
            yaml.Plain("async_max_active");
            yaml.Number(limit);
        }

        yaml.EndMapping();
    }

    internal void WriteThreads(ImmutableArray<KernelThreadSpec> threads)
    {
        yaml.Plain("threads");
        yaml.BeginList();
        foreach (var thread in threads)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Plain("id");
            yaml.Number(thread.Id);
            yaml.Plain("cpu");
            yaml.Number(thread.Cpu);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private void WriteNode(NumaNode node)
    {
        yaml.BeginMapping(inLine: true);
        yaml.Plain("id");
        yaml.Number(node.Id);
        yaml.Plain("cpus");
        yaml.Text(NumberLists.Format(node.Cpus));
        yaml.Plain("memory");
        yaml.Plain(Quantity.FormatSize(node.MemoryBytes));
        if (node.Caches.Length > 1)
        {
            yaml.Plain("caches");
            yaml.Texts(node.Caches.Select(c => NumberLists.Format(c)));
        }

        yaml.EndMapping();
    }

    private void WriteDistances(MachineTopology topology)
    {
        var usual = DistanceMatrix.Uniform(topology.Nodes.Length);
        if (usual.Rows.Zip(topology.Distances.Rows).All(r => r.First.SequenceEqual(r.Second)))
        {
            return;
        }

        yaml.Plain("distances");
        yaml.BeginList();
        foreach (var row in topology.Distances.Rows)
        {
            yaml.Numbers(row);
        }

        yaml.EndList();
    }
}
