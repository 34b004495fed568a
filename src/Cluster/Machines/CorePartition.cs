using NumaProbe.Actors;
using NumaProbe.Cluster.Rules;
using NumaProbe.Cluster.Time;
using NumaProbe.Cluster.Wire;
using NumaProbe.Coordinator;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Cluster.Machines;

/// <summary>The coordinator's partition with the driver core.</summary>
internal sealed class CorePartition
{
    internal CorePartition(RunMachine machine, ProtocolRules rules)
    {
        Runner = new PartitionRunner(
            Addresses.CoordinatorPartition, machine.Latencies, machine.Lookahead, machine.Limits.MaxMailbox, WireTable.ContentNumber, rules);
        Core = DriverCoreActor.Populate(Runner.Partition, machine.Model, Runner);
    }

    internal PartitionRunner Runner { get; }

    internal DriverCoreActor Core { get; }

    /// <summary>Records the final state; gives back its trace events.</summary>
    /// <param name="atNs">A time after the last event of any partition.</param>
    internal Window ReportFinalState(long atNs)
    {
        Core.ReportFinalState(atNs);
        return Runner.Run(0, Array.Empty<Envelope>());
    }
}
