using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Hosts;

/// <summary>
/// A process that holds NUMA nodes, without the process: what it does with a message and with the passing of time. One thread calls it; it
/// has no clock, socket or thread of its own. Owns the partitions of its nodes in the present run; never decides about virtual time.
/// </summary>
public sealed class NodeHostCore : IDisposable
{
    /// <summary>Partitions held are at most the nodes offered, and those at most so many.</summary>
    public const int MaxNodes = 1024;

    private readonly IActorHosts _hosts;
    private readonly ScenarioCache _scenarios;
    private readonly ProtocolSizes _sizes;
    private readonly Dictionary<int, HostPartition> _partitions = [];
    private readonly List<Outgoing> _out = [];
    private HostIdentity _identity;
    private string _leader = Outgoing.Coordinators;
    private long _term;
    private long _ticket;
    private int _run;

    /// <summary>Creates a host that has not joined yet.</summary>
    /// <param name="identity">Who it is.</param>
    /// <param name="hosts">Who carries out the turns of the actors in its partitions.</param>
    public NodeHostCore(HostIdentity identity, IActorHosts hosts)
        : this(identity, hosts, new ScenarioCache(), ProtocolSizes.Default)
    {
    }

    internal NodeHostCore(HostIdentity identity, IActorHosts hosts, ScenarioCache scenarios, ProtocolSizes sizes)
    {
        ArgumentNullException.ThrowIfNull(identity);
        if (identity.Nodes.Count is 0 or > MaxNodes)
        {
            throw new ArgumentException($"a host offers one to {MaxNodes} nodes", nameof(identity));
        }

        _identity = identity;
        _hosts = hosts;
        _scenarios = scenarios;
        _sizes = sizes;
    }

    /// <summary>What it is doing. <see cref="HostPhase.Fenced"/> and <see cref="HostPhase.Refused"/> are final: the process ends.</summary>
    public HostPhase Phase { get; private set; }

    /// <summary>Why the process is to end, for people; null while it is not.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The cluster lacks this process: it is to join anew. False again once it has, see <see cref="MoveTo"/>.</summary>
    public bool IsToJoinAnew { get; private set; }

    /// <summary>Partitions it holds now.</summary>
    public int PartitionCount => _partitions.Count;

    /// <summary>Grants carried out since the start.</summary>
    public long Windows { get; private set; }

    /// <summary>When <see cref="OnTick"/> is to be called next, at the latest; milliseconds of the caller's clock.</summary>
    public long NextTickMs { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    /// <summary>Deals with a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">Address of the coordinator that sent it.</param>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnMessage(ClusterMessage message, string from, long nowMs)
    {
        ArgumentNullException.ThrowIfNull(message);
        _out.Clear();
        if (EndReason is null)
        {
            Handle(message, from, nowMs);
        }

        return [.. _out];
    }

    /// <summary>The process joins anew, maybe at another address. It stays the process that it was, with all that it holds.</summary>
    /// <param name="address">Where its mail goes from now on.</param>
    public void MoveTo(string address)
    {
        _identity = _identity with { Address = address };
        IsToJoinAnew = false;
        NextTickMs = 0;
    }

    /// <summary>There are other processes that may lead than before: they are to hear of this one now.</summary>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnCoordinators(long nowMs)
    {
        if (EndReason is null)
        {
            NextTickMs = nowMs;
        }

        return OnTick(nowMs);
    }

    /// <summary>Does what is due. To be called at <see cref="NextTickMs"/>; earlier does no harm.</summary>
    /// <param name="nowMs">The caller's clock, milliseconds; never goes back.</param>
    /// <returns>Messages to send, in this order.</returns>
    public IReadOnlyList<Outgoing> OnTick(long nowMs)
    {
        _out.Clear();
        if (EndReason is not null)
        {
            NextTickMs = long.MaxValue;
        }
        else if (nowMs >= NextTickMs)
        {
            SendJoin(nowMs);
        }

        return [.. _out];
    }

    private void Handle(ClusterMessage message, string from, long nowMs)
    {
        switch (message)
        {
            case Welcome welcome when welcome.Process == _identity.Process && Follow(welcome.Term, from):
                Phase = HostPhase.Joined;
                if (_ticket != welcome.Ticket)
                {
                    _ticket = welcome.Ticket;
                    SendJoin(nowMs);
                }

                break;
            case Assign assign when assign.Process == _identity.Process && Follow(assign.Term, from) && FollowRun(assign.Run):
                OnAssign(assign);
                break;
            case Grant grant when Follow(grant.Term, from) && grant.Run == _run:
                OnNumbered(grant.Partition, grant.Incarnation, grant.Number, held => held.Run(grant));
                break;
            case Recall recall when Follow(recall.Term, from) && recall.Run == _run:
                OnNumbered(recall.Partition, recall.Incarnation, recall.Number, held => held.Recall(recall));
                break;
            case Release release when Follow(release.Term, from) && release.Run >= _run:
                Forget();
                break;
            case JoinAnew anew when anew.Process == _identity.Process && Follow(anew.Term, from):
                IsToJoinAnew = true;
                break;
            case Fenced fenced when fenced.Process == _identity.Process && Follow(fenced.Term, from):
                End(HostPhase.Fenced, fenced.Reason);
                break;
            case Refused refused when refused.Process == _identity.Process && Follow(refused.Term, from):
                End(HostPhase.Refused, refused.Reason);
                break;
            default:
                // late mail of another term, run or process: whoever sent it will find out by itself
                break;
        }
    }

    /// <summary>True when the message is of the present leadership or of a newer one, which is followed from now on.</summary>
    private bool Follow(long term, string from)
    {
        if (ProtocolRules.IsStaleTerm(term, _term))
        {
            return false;
        }

        if (term > _term)
        {
            _term = term;
            _ticket = 0;
            _run = 0;
            Forget();
        }

        _leader = from;
        return true;
    }

    private bool FollowRun(int run)
    {
        if (run > _run)
        {
            _run = run;
            Forget();
        }

        return run == _run;
    }

    private void OnAssign(Assign assign)
    {
        if (!_partitions.TryGetValue(assign.Partition, out var held) || assign.Incarnation > held.Incarnation)
        {
            held?.Dispose();
            held = Create(assign);
            _partitions[assign.Partition] = held;
        }

        if (assign.Incarnation == held.Incarnation && held.LastNumber == 0)
        {
            Send(held.Last);
        }
    }

    private HostPartition Create(Assign assign)
    {
        if (!_identity.Nodes.Contains(assign.Partition - Addresses.PartitionOf(0)))
        {
            return new HostPartition(assign, null, $"partition {assign.Partition} is none of this process's nodes");
        }

        var (machine, problem) = RunMachine.Load(assign.Scenario, _scenarios, _hosts);
        foreach (var fragment in assign.Fragments)
        {
            problem ??= machine?.Apply(fragment);
        }

        return machine is null || problem is not null || assign.Partition > machine.Model.NodeCount
            ? new HostPartition(assign, null, problem ?? $"the scenario has no partition {assign.Partition}")
            : new HostPartition(assign, new NodePartition(machine, assign.Partition, _sizes, _hosts), null);
    }

    private void OnNumbered(int partition, int incarnation, long number, Func<HostPartition, Report> carryOut)
    {
        if (!_partitions.TryGetValue(partition, out var held) || held.Incarnation != incarnation)
        {
            return;
        }

        if (ProtocolRules.IsRepeated(number, held.LastNumber))
        {
            Send(held.Last);
        }
        else if (ProtocolRules.IsNext(number, held.LastNumber))
        {
            Windows++;
            Send(carryOut(held));
        }
    }

    private void End(HostPhase phase, string reason)
    {
        Phase = phase;
        EndReason = reason;
        Forget();
        NextTickMs = long.MaxValue;
    }

    private void SendJoin(long nowMs)
    {
        NextTickMs = nowMs + ClusterTimes.JoinEveryMs;

        // to all of them: a leader that is no more does not answer, and the one that follows it has to hear of this process
        _out.Add(new Outgoing(Outgoing.Coordinators, new Join(
            _identity.Name, _identity.Process, _identity.Address, _identity.Nodes, WireVersions.Current, _identity.ModelVersion, _term, _ticket)));
    }

    private void Send(ClusterMessage message) => _out.Add(new Outgoing(_leader, message));

    private void Forget()
    {
        foreach (var partition in _partitions.Values)
        {
            partition.Dispose();
        }

        _partitions.Clear();
    }
}
