using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Node;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Machines;

/// <summary>A node's partition with its actors, and the machine as it knows it.</summary>
internal sealed class NodePartition : IDisposable
{
    private readonly RunMachine _machine;
    private readonly NodeRootActor _root;

    internal NodePartition(RunMachine machine, int partition, ProtocolSizes sizes, IActorHosts hosts)
    {
        _machine = machine;
        Runner = new PartitionRunner(partition, machine.Latencies, machine.Lookahead, machine.Limits.MaxMailbox, WireTable.ContentNumber, sizes, hosts);
        _root = NodeRootActor.Populate(Runner.Partition, machine.Model, partition - Addresses.PartitionOf(0), Runner);
    }

    internal PartitionRunner Runner { get; }

    /// <inheritdoc/>
    public void Dispose() => Runner.Dispose();

    /// <summary>Takes what was injected; gives back why that is impossible, or null.</summary>
    internal string? Take(FragmentSource fragment)
    {
        var problem = _machine.Apply(fragment);
        if (problem is null)
        {
            _root.Extend(_machine.Model);
        }

        return problem;
    }
}
