using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// An emulated actor as Akka sees it. Passes on what it receives and catches nothing: what the emulated actor throws is its supervisor's,
/// the root's. Lives as long as its system; it is never restarted.
/// </summary>
internal sealed class ActorShell(AkkaHost host, Actor actor) : UntypedActor
{
    /// <inheritdoc/>
    protected override void OnReceive(object message) =>
        host.TakeTurn(actor, message, Sender is AskerRef asker ? asker.ReplyTo : ReplyTo.None);

    /// <summary>Creates it without reflection.</summary>
    internal sealed class Producer(AkkaHost host, Actor actor) : IIndirectActorProducer
    {
        /// <inheritdoc/>
        public Type ActorType => typeof(ActorShell);

        /// <inheritdoc/>
        public ActorBase Produce() => new ActorShell(host, actor);

        /// <inheritdoc/>
        public void Release(ActorBase actor)
        {
        }
    }
}
