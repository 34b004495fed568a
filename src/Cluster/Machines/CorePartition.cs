using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Coordinator;
using NumaProbe.Shared.Events.Waits;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Machines;

/// <summary>The coordinator's partition with the driver core.</summary>
internal sealed class CorePartition : IDisposable
{
    internal CorePartition(RunMachine machine, ProtocolSizes sizes)
    {
        Runner = new PartitionRunner(
            Addresses.CoordinatorPartition, machine.Latencies, machine.Lookahead, machine.Limits.MaxMailbox, WireTable.ContentNumber, sizes, machine.Hosts);
        Core = DriverCoreActor.Populate(Runner.Partition, machine.Model, Runner);
    }

    internal PartitionRunner Runner { get; }

    /// <inheritdoc/>
    public void Dispose() => Runner.Dispose();

    internal DriverCoreActor Core { get; }

    /// <summary>Records the final state; gives back its trace events.</summary>
    /// <param name="atNs">A time after the last event of any partition.</param>
    /// <param name="waits">Who waits for whom, when the run hangs; else null.</param>
    internal Window ReportFinalState(long atNs, WaitGraph? waits)
    {
        Core.ReportFinalState(atNs);
        if (waits is not null)
        {
            Core.ReportDeadlocks(waits, atNs);
        }

        return Runner.Run(0, Array.Empty<Envelope>());
    }
}
