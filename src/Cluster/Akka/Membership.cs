using Akka.Actor;
using Akka.Cluster;
using NumaProbe.Cluster.Control;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Who is there, as Akka.Cluster tells one process. For the status, for finding coordinators, and for telling a host that the list lacks it; no result
/// and no decision of the protocol rests on it.
/// </summary>
internal sealed class Membership
{
    /// <summary>How long a host may speak without being in the list before it is told to join anew, milliseconds: news of it spreads in less.</summary>
    internal const int LackedMs = 6_000;

    /// <summary>Most addresses watched that speak without being in the list.</summary>
    internal const int MaxLacked = 256;

    private readonly AkkaCluster _cluster;
    private readonly Lasting<string> _lacked = new(LackedMs, MaxLacked);

    internal Membership(AkkaCluster cluster) => (_cluster, Downing) = (cluster, new Downing(cluster));

    /// <summary>Who is to leave the list.</summary>
    internal Downing Downing { get; }

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

    /// <summary>Takes how everything is now.</summary>
    internal void Take(ClusterEvent.CurrentClusterState state, long nowMs)
    {
        var coordinators = state.Members.Where(member => member.HasRole(ClusterEndpoint.CoordinatorRole) && member.Address != _cluster.SelfAddress).ToList();
        Coordinators = [.. coordinators.Select(member => member.Address.ToString()).Distinct(StringComparer.Ordinal)];
        ReachesCoordinator = coordinators.Exists(member => !state.Unreachable.Contains(member));
        Others = [.. state.Members.Where(member => member.Address != _cluster.SelfAddress).Select(member => new HostPort(member.Address.Host, member.Address.Port ?? 0)).Distinct()];
        Members = [.. state.Members.Select(member => new MemberState(
            member.Address.ToString(), [.. member.Roles.Order(StringComparer.Ordinal)], Word(member.Status), !state.Unreachable.Contains(member)))];
        Downing.Take(state, nowMs);
    }

    /// <summary>
    /// A host speaks to this process. Its own list says that it is a member; when this one has lacked it for <see cref="LackedMs"/>, it never will be
    /// one unless it joins anew, since what it says of members is ignored.
    /// </summary>
    /// <returns>True when it is to join anew.</returns>
    internal bool Lacks(string address, long nowMs)
    {
        if (Members.Any(member => string.Equals(member.Address, address, StringComparison.Ordinal)))
        {
            _lacked.Clear(address);
            return false;
        }

        _lacked.See(address, nowMs);
        return _lacked.IsDue(address, nowMs);
    }

    private static string Word(MemberStatus status) => status is MemberStatus.WeaklyUp ? "weakly-up" : status.ToString().ToLowerInvariant();
}
