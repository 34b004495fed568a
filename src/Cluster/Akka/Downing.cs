using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Downs members of the cluster: who was fenced and cannot be reached, and whoever shares an address. Owns both lists; never downs for silence.
/// Akka.NET downs by address, so of two members at one address it may mark the one that lives: a host that is downed though nobody fenced it joins anew
/// (<see cref="ClusterProcess"/>), and so nothing is lost.
/// </summary>
/// <param name="cluster">This process.</param>
internal sealed class Downing(AkkaCluster cluster)
{
    /// <summary>Most fenced processes remembered; then the one that was fenced first is forgotten.</summary>
    internal const int MaxFenced = 256;

    /// <summary>How long two members may be at one address before both are downed, milliseconds: longer than a downed one takes to be removed.</summary>
    internal const int SharedMs = 3_000;

    private const int MaxShared = 64;

    private readonly Queue<UniqueAddress> _fenced = new();
    private readonly Lasting<Address> _shared = new(SharedMs, MaxShared);
    private ClusterEvent.CurrentClusterState _state = new();

    /// <summary>Takes how everything is now, and downs those who were fenced and cannot be reached.</summary>
    internal void Take(ClusterEvent.CurrentClusterState state, long nowMs)
    {
        _state = state;
        foreach (var member in state.Unreachable.Where(member => _fenced.Contains(member.UniqueAddress)))
        {
            Down(member);
        }

        _shared.Set([.. Shared(state.Members.Select(member => member.Address)).Where(address => address != cluster.SelfAddress)], nowMs);
    }

    /// <summary>Members at an address are fenced: they were told to end, or have lost the journal to this process.</summary>
    internal void Fence(string address)
    {
        foreach (var member in _state.Members.Where(member => string.Equals(member.Address.ToString(), address, StringComparison.Ordinal)))
        {
            if (_fenced.Count == MaxFenced)
            {
                _fenced.Dequeue();
            }

            _fenced.Enqueue(member.UniqueAddress);
            if (_state.Unreachable.Contains(member))
            {
                // nothing more may happen to it that would make anyone look again
                Down(member);
            }
        }
    }

    /// <summary>
    /// Downs who has shared an address for <see cref="SharedMs"/>: one of them is dead, and keeps the next ones from joining while it is in the list.
    /// To be called by the leader alone, now and then. Of two members Akka.NET 1.5 marks one at a time; the other is due when this one is seen to be down.
    /// </summary>
    /// <returns>The addresses.</returns>
    internal IReadOnlyList<Address> DownShared(long nowMs)
    {
        var due = _shared.Due(nowMs);
        foreach (var address in due)
        {
            cluster.Down(address);
        }

        return due;
    }

    /// <summary>Addresses that occur more than once.</summary>
    internal static IReadOnlyList<Address> Shared(IEnumerable<Address> addresses) =>
        [.. addresses.GroupBy(address => address).Where(members => members.Skip(1).Any()).Select(members => members.Key)];

    // who is down already may be removed before it is downed again, and its successor at the address would be hit
    private void Down(Member member)
    {
        if (member.Status is not MemberStatus.Down && !_state.Members.Any(other => other.Address == member.Address && !other.Equals(member)))
        {
            cluster.Down(member.Address);
        }
    }
}
