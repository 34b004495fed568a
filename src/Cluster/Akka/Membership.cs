using Akka.Actor;
using Akka.Cluster;
using NumaProbe.Cluster.Control;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Who is there, as Akka.Cluster tells one process. For the status and for finding coordinators; no result and no decision of the protocol rests
/// on it. Owns the list of those whom this process has fenced: one of them that cannot be reached any more is downed.
/// </summary>
internal sealed class Membership
{
    /// <summary>Most fenced processes remembered; then the one that was fenced first is forgotten.</summary>
    internal const int MaxFenced = 256;

    private readonly AkkaCluster _cluster;
    private readonly Queue<UniqueAddress> _fenced = new();
    private ClusterEvent.CurrentClusterState _state = new();

    internal Membership(AkkaCluster cluster) => _cluster = cluster;

    /// <summary>This process takes part, or is about to.</summary>
    internal bool IsMember => Joining.IsMember(_cluster.SelfMember);

    /// <summary>Addresses of all processes that may lead, this one left out.</summary>
    internal IReadOnlyList<string> Coordinators { get; private set; } = [];

    /// <summary>One of them can be reached.</summary>
    internal bool ReachesCoordinator { get; private set; }

    /// <summary>Where everybody else is.</summary>
    internal IReadOnlyList<HostPort> Others { get; private set; } = [];

    /// <summary>Everybody, for people.</summary>
    internal IReadOnlyList<MemberState> Members { get; private set; } = [];

    /// <summary>Begins to tell an actor what changes, and at once how everything is.</summary>
    internal void Subscribe(IActorRef self) => _cluster.Subscribe(
        self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));

    /// <summary>
    /// Something has changed: asks for how everything is now. What Akka.Cluster keeps for everybody to read may be older than the event that was just
    /// heard, and then nothing would make anyone look again.
    /// </summary>
    internal void Ask(IActorRef self) => _cluster.SendCurrentClusterState(self);

    /// <summary>Takes how everything is now, and downs those who were fenced and cannot be reached.</summary>
    internal void Take(ClusterEvent.CurrentClusterState state)
    {
        _state = state;
        var coordinators = state.Members.Where(member => member.HasRole(ClusterEndpoint.CoordinatorRole) && member.Address != _cluster.SelfAddress).ToList();
        Coordinators = [.. coordinators.Select(member => member.Address.ToString())];
        ReachesCoordinator = coordinators.Exists(member => !state.Unreachable.Contains(member));
        Others = [.. state.Members.Where(member => member.Address != _cluster.SelfAddress).Select(member => new HostPort(member.Address.Host, member.Address.Port ?? 0))];
        Members = [.. state.Members.Select(member => new MemberState(
            member.Address.ToString(), [.. member.Roles.Order(StringComparer.Ordinal)], Word(member.Status), !state.Unreachable.Contains(member)))];
        // one that is down already may be removed before it is downed again, and then its successor at the address would be hit
        foreach (var member in state.Unreachable.Where(member => member.Status is not MemberStatus.Down && _fenced.Contains(member.UniqueAddress)))
        {
            _cluster.Down(member.Address);
        }
    }

    /// <summary>A process was told to end, or has lost the journal to this one.</summary>
    /// <param name="address">Its address.</param>
    internal void Fence(string address)
    {
        if (_state.Members.FirstOrDefault(member => string.Equals(member.Address.ToString(), address, StringComparison.Ordinal)) is { } member)
        {
            if (_fenced.Count == MaxFenced)
            {
                _fenced.Dequeue();
            }

            _fenced.Enqueue(member.UniqueAddress);
            if (member.Status is not MemberStatus.Down && _state.Unreachable.Contains(member))
            {
                // nothing more may happen to it that would make anyone look again
                _cluster.Down(member.Address);
            }
        }
    }

    private static string Word(MemberStatus status) => status is MemberStatus.WeaklyUp ? "weakly-up" : status.ToString().ToLowerInvariant();
}
