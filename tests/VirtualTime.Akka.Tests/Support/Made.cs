using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka.Tests.Support;

/// <summary>Creates actors as a test says.</summary>
internal sealed class Made(Func<ActorBase> create) : IIndirectActorProducer
{
    public Type ActorType => typeof(StockActor);

    public ActorBase Produce() => create();

    public void Release(ActorBase actor)
    {
    }
}
