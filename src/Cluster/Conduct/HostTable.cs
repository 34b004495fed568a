using System.Globalization;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The processes of a cluster in one term, and which of them holds which node. Of two processes with the same node the one that came
/// later stays and the other is told to end. A process counts only after it has answered a welcome of this term: mail of the dead, that
/// was long on its way, moves nothing.
/// </summary>
internal sealed class HostTable(long term, string modelVersion)
{
    private readonly Dictionary<ulong, HostEntry> _processes = [];
    private readonly Dictionary<int, HostEntry> _holders = [];
    private long _tickets;

    /// <summary>Where the mail of those that hold nodes goes.</summary>
    internal IEnumerable<string> Addresses => _holders.Values.Distinct().Select(holder => holder.Address);

    /// <summary>Who holds a node, or null.</summary>
    internal HostEntry? HolderOf(int node) => _holders.GetValueOrDefault(node);

    /// <summary>Deals with a process that offers nodes.</summary>
    /// <param name="join">What it said.</param>
    /// <param name="nowMs">The clock.</param>
    /// <param name="outgoing">Takes the answers.</param>
    /// <returns>The process when it takes part, else null.</returns>
    internal HostEntry? OnJoin(Join join, long nowMs, List<Outgoing> outgoing)
    {
        if (join.Address.Length > ConductBounds.MaxNameLength)
        {
            return null;
        }

        if (Misfit(join) is { } misfit)
        {
            outgoing.Add(new Outgoing(join.Address, new Refused(term, join.Process, misfit)));
            return null;
        }

        if (!_processes.TryGetValue(join.Process, out var entry))
        {
            entry = new HostEntry(join, ++_tickets);
            MakeRoom();
            _processes.Add(join.Process, entry);
        }

        if (entry.FencedBecause is not null)
        {
            outgoing.Add(new Outgoing(join.Address, new Fenced(term, join.Process, entry.FencedBecause)));
            return null;
        }

        if (join.Term != term || join.Ticket != entry.Ticket)
        {
            outgoing.Add(new Outgoing(join.Address, new Welcome(term, join.Process, entry.Ticket)));
            return null;
        }

        entry.Join = join;
        entry.HeardMs = nowMs;
        if (!entry.IsMember)
        {
            Admit(entry, outgoing);
        }

        return entry.FencedBecause is null ? entry : null;
    }

    /// <summary>A process is to end.</summary>
    internal void Fence(HostEntry entry, string reason, List<Outgoing> outgoing)
    {
        entry.FencedBecause = reason;
        foreach (var node in entry.Join.Nodes.Where(node => HolderOf(node) == entry))
        {
            _holders.Remove(node);
        }

        outgoing.Add(new Outgoing(entry.Address, new Fenced(term, entry.Process, reason)));
    }

    /// <summary>Nodes below a number that nobody holds, or whose holder has been silent.</summary>
    internal IReadOnlyList<int> MissingNodes(int nodes, long nowMs) =>
        [.. Enumerable.Range(0, nodes).Where(node => HolderOf(node) is not { } holder || nowMs - holder.HeardMs > ClusterTimes.MissingAfterMs)];

    /// <summary>Every process that takes part.</summary>
    internal IReadOnlyList<HostStatus> Status(long nowMs) =>
        [.. _processes.Values.Where(entry => entry.IsMember && entry.FencedBecause is null).OrderBy(entry => entry.Ticket)
            .Select(entry => new HostStatus(entry.Join.Host, entry.Join.Nodes, TimeSpan.FromMilliseconds(nowMs - entry.HeardMs)))];

    private void Admit(HostEntry entry, List<Outgoing> outgoing)
    {
        entry.IsMember = true;
        foreach (var holder in entry.Join.Nodes.Select(HolderOf).OfType<HostEntry>().Distinct().ToList())
        {
            if (!ProtocolRules.IsLaterProcess(entry.Ticket, holder.Ticket))
            {
                Fence(entry, Reason(entry, holder), outgoing);
                return;
            }
        }

        foreach (var holder in entry.Join.Nodes.Select(HolderOf).OfType<HostEntry>().Distinct().ToList())
        {
            Fence(holder, Reason(holder, entry), outgoing);
        }

        foreach (var node in entry.Join.Nodes)
        {
            _holders[node] = entry;
        }
    }

    private static string Reason(HostEntry older, HostEntry newer) =>
        $"a newer process, '{newer.Join.Host}', holds node {string.Join(", ", older.Join.Nodes.Intersect(newer.Join.Nodes))}";

    private string? Misfit(Join join)
    {
        if (join.WireVersion != WireVersions.Current)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"it speaks version {join.WireVersion} of the wire and the coordinator version {WireVersions.Current}; install the same version everywhere");
        }

        if (!string.Equals(join.ModelVersion, modelVersion, StringComparison.Ordinal))
        {
            return $"its model is '{join.ModelVersion}' and the coordinator's is '{modelVersion}'; install the same version everywhere";
        }

        return join.Nodes.Count is 0 or > NodeHostCore.MaxNodes || join.Nodes.Any(node => node is < 0 or >= NodeHostCore.MaxNodes)
            || join.Nodes.Distinct().Count() != join.Nodes.Count || join.Host.Length > ConductBounds.MaxNameLength
            ? $"it offers no nodes, one twice, or one that is not below {NodeHostCore.MaxNodes}"
            : null;
    }

    /// <summary>Forgets a process that holds nothing, the one that came first; a late message of it gets a new ticket and no more.</summary>
    private void MakeRoom()
    {
        if (_processes.Count >= ConductBounds.MaxProcesses)
        {
            var held = _holders.Values.ToHashSet();
            var oldest = _processes.Values.Where(entry => !held.Contains(entry)).MinBy(entry => entry.Ticket);
            if (oldest is not null)
            {
                _processes.Remove(oldest.Process);
            }
        }
    }
}
