using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka.Tests.Support;

/// <summary>An ordinary Akka actor with timers and a stash that does what a test says, and knows nothing of virtual time.</summary>
internal sealed class StockActor(Action<StockActor, object> receive) : UntypedActor, IWithTimers, IWithUnboundedStash
{
    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    internal Action<StockActor>? Starts { get; init; }

    internal Action<StockActor, Exception>? Restarts { get; init; }

    internal Action<StockActor>? Stops { get; init; }

    internal Func<Exception, Directive>? Decides { get; init; }

    internal IUntypedActorContext Cell { get; } = Context;

    internal IActorRef Me => Self;

    internal IActorRef From => Sender;

    internal void Unhandle(object message) => Unhandled(message);

    protected override void PreStart() => Starts?.Invoke(this);

    protected override void PreRestart(Exception reason, object message)
    {
        Restarts?.Invoke(this, reason);
        base.PreRestart(reason, message);
    }

    protected override void PostStop() => Stops?.Invoke(this);

    protected override SupervisorStrategy SupervisorStrategy() =>
        Decides is null ? base.SupervisorStrategy() : new OneForOneStrategy(Decides, loggingEnabled: false);

    protected override void OnReceive(object message) => receive(this, message);
}
