using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// The root of the emulated actors and their supervisor: one that fails ends the run with what it threw. Receives nothing.
/// </summary>
internal sealed class WorldActor(AkkaHost host) : UntypedActor
{
    /// <summary>Its name below <c>/user</c>.</summary>
    internal const string Name = "world";

    /// <inheritdoc/>
    protected override void PreStart() => host.World = Context;

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        failure =>
        {
            host.Fail(failure);
            return Directive.Stop;
        },
        loggingEnabled: false);

    /// <inheritdoc/>
    protected override void OnReceive(object message) =>
        host.Fail(new InvalidOperationException($"the root of the emulated actors does not accept {message.GetType().Name}"));

    /// <summary>Creates it without reflection.</summary>
    internal sealed class Producer(AkkaHost host) : IIndirectActorProducer
    {
        /// <inheritdoc/>
        public Type ActorType => typeof(WorldActor);

        /// <inheritdoc/>
        public ActorBase Produce() => new WorldActor(host);

        /// <inheritdoc/>
        public void Release(ActorBase actor)
        {
        }
    }
}
