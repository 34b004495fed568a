using Akka.Cluster;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// A process that holds NUMA nodes. Accepts what <see cref="ClusterActor"/> does, frames being from coordinators. Works with the host's state machine, which
/// outlives it when the process joins anew, and with it the partitions of its nodes; gives it mail and the time, sends what it says, and writes its pulse. Decides nothing itself.
/// </summary>
internal sealed class NodeActor : ClusterActor
{
    private readonly NodeHostCore _core;
    private readonly HealthFile _health;
    private readonly ILogger _log;
    private HostPhase _phase;

    /// <summary>Makes the actor; nothing is sent yet.</summary>
    /// <param name="core">What it does; its own until it has stopped, and then the process's again.</param>
    /// <param name="health">Its pulse.</param>
    /// <param name="end">Told when the process is to end.</param>
    /// <param name="log">For the operator.</param>
    public NodeActor(NodeHostCore core, HealthFile health, ProcessEnd end, ILogger log)
        : base(CoordinatorActor.Name, end, log) => (_core, _health, _log, _phase) = (core, health, log, core.Phase);

    /// <summary>Its name, the same in every process.</summary>
    internal static string Name => "node";

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _health.Remove();
        End();
    }

    /// <inheritdoc/>
    protected override void OnFrame(Frame frame, string from)
    {
        foreach (var message in Port.Open(frame, from))
        {
            Send(_core.OnMessage(message, from, Alarm.NowMs));
        }
    }

    /// <inheritdoc/>
    protected override void OnMembership(ClusterEvent.CurrentClusterState state)
    {
        var before = Membership.Coordinators;
        Membership.Take(state, Alarm.NowMs);

        // a coordinator that appears is told at once that this process is here
        if (Membership.Coordinators.Except(before, StringComparer.Ordinal).Any())
        {
            Send(_core.OnCoordinators(Alarm.NowMs));
        }
    }

    /// <inheritdoc/>
    protected override long Settle()
    {
        var now = Alarm.NowMs;
        if (now >= _core.NextTickMs)
        {
            Send(_core.OnTick(now));
        }

        if (_core.Phase != _phase)
        {
            _phase = _core.Phase;
            _log.Information("{Phase}", _phase);
        }

        if (_core.EndReason is { } reason)
        {
            End(reason);
        }

        if (_core.IsToJoinAnew)
        {
            JoinAnew("the coordinator's list of members lacks it");
        }

        var isWell = Membership is { IsMember: true, ReachesCoordinator: true };
        _health.Beat(now, isWell, isWell ? $"{_core.Phase}, {_core.PartitionCount} partitions, {_core.Windows} windows" : "no coordinator of the cluster can be reached");
        return Math.Min(_core.NextTickMs, _health.NextMs);
    }

    private void Send(IReadOnlyList<Outgoing> messages) => Port.Send(messages, Membership.Coordinators, Self);
}
