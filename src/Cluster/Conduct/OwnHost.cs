using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The coordinator's own process as the host of every node, while what happened before it led is executed again: there is no wire to wait for.
/// Owns the partitions meanwhile; what it reports is checked like everybody's.
/// </summary>
internal sealed class OwnHost : IDisposable
{
    private readonly HostPartition[] _partitions;
    private readonly Queue<Grant> _due = new();

    internal OwnHost(IEnumerable<RemotePartition> partitions, long term, int run, RunMachine machine, ProtocolSizes sizes) =>
        _partitions = [.. partitions.Select(partition => new HostPartition(
            partition.AssignHere(term, run, machine), new NodePartition(machine, partition.Partition, sizes, BareHosts.Instance), null))];

    /// <summary>Where every partition stands.</summary>
    internal IEnumerable<Report> Standing => _partitions.Select(static partition => partition.Last);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }
    }

    /// <summary>Takes a grant, to be carried out by <see cref="RunDue"/>.</summary>
    internal void Take(Grant grant) => _due.Enqueue(grant);

    /// <summary>Carries out what was granted.</summary>
    internal IEnumerable<Report> RunDue()
    {
        while (_due.TryDequeue(out var grant))
        {
            yield return _partitions[grant.Partition - 1].Run(grant);
        }
    }
}
