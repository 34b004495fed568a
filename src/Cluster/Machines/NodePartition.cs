using NumaProbe.Cluster.Rules;
using NumaProbe.Cluster.Time;
using NumaProbe.Cluster.Wire;
using NumaProbe.Node;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Cluster.Machines;

/// <summary>A node's partition with its actors, and the machine as it knows it.</summary>
internal sealed class NodePartition
{
    private readonly RunMachine _machine;
    private readonly NodeActor _root;

    internal NodePartition(RunMachine machine, int partition, ProtocolRules rules)
    {
        _machine = machine;
        Runner = new PartitionRunner(partition, machine.Latencies, machine.Lookahead, machine.Limits.MaxMailbox, WireTable.ContentNumber, rules);
        _root = NodeActor.Populate(Runner.Partition, machine.Model, partition - Addresses.PartitionOf(0), Runner);
    }

    internal PartitionRunner Runner { get; }

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
