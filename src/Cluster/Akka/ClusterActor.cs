using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// What the one actor of a process does whatever its role. Accepts <see cref="Frame"/>, <see cref="Tick"/>, the events of the membership, and
/// <see cref="ThisActorSystemQuarantinedEvent"/>; a role may accept more. Owns the view of the membership, the port to other processes and the alarm;
/// decides nothing, and never goes on after a bug.
/// </summary>
internal abstract class ClusterActor : UntypedActor, IWithTimers
{
    private readonly ProcessEnd _end;
    private Alarm? _alarm;

    /// <summary>Makes the actor; nothing is sent yet.</summary>
    /// <param name="peers">Name of the actors that frames go to.</param>
    /// <param name="end">Told when the process is to end.</param>
    /// <param name="log">For the operator.</param>
    protected ClusterActor(string peers, ProcessEnd end, Serilog.ILogger log)
    {
        _end = end;
        Port = new FramePort((ExtendedActorSystem)Context.System, peers, log);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Who is there.</summary>
    protected Membership Membership { get; } = new(AkkaCluster.Get(Context.System));

    /// <summary>To and from other processes.</summary>
    protected FramePort Port { get; }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _alarm = new Alarm(Timers, Self);
        Membership.Subscribe(Self);
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        _alarm.Set(Alarm.NowMs);
    }

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        try
        {
            Handle(message);
            _alarm!.Set(Settle());
        }
#pragma warning disable CA1031 // it is thrown where the end of the process is awaited
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _end.Fail(bug);
            Context.Stop(Self);
        }
    }

    /// <summary>A message that every role accepts, or else one of the role's own.</summary>
    protected virtual void Handle(object message)
    {
        switch (message)
        {
            case Frame frame:
                OnFrame(frame, Port.AddressOf(Sender));
                break;
            case Tick:
                _alarm!.Rang();
                break;
            case ClusterEvent.IClusterDomainEvent:
                Membership.Ask(Self);
                break;
            case ClusterEvent.CurrentClusterState state:
                OnMembership(state);
                break;
            case ThisActorSystemQuarantinedEvent:
                JoinAnew(ProcessEnd.Removed);
                break;
            default:
                throw new InvalidOperationException($"{GetType().Name} does not accept {message.GetType().Name}");
        }
    }

    /// <summary>A frame has come.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="from">Address of the process that sent it.</param>
    protected abstract void OnFrame(Frame frame, string from);

    /// <summary>The membership is as it says now.</summary>
    protected abstract void OnMembership(ClusterEvent.CurrentClusterState state);

    /// <summary>Does what is due after each message.</summary>
    /// <returns>When the actor wants to be woken if no message comes; milliseconds of <see cref="Alarm.NowMs"/>.</returns>
    protected abstract long Settle();

    /// <summary>The actor system is to end, and the process to join with another one, if its role does that.</summary>
    /// <param name="cause">Why, for people.</param>
    protected void JoinAnew(string cause) => _end.JoinAnew(cause);

    /// <summary>The process is to end.</summary>
    /// <param name="reason">Why, for people; null when the actor was stopped.</param>
    protected void End(string? reason = null) => _end.Reach(reason);
}
