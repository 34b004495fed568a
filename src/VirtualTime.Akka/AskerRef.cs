using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>Who asked: the sender of a request of an emulated actor. What it is told is the answer.</summary>
internal sealed class AskerRef(AkkaHost host, ReplyTo replyTo) : MinimalActorRef
{
    /// <summary>Where the answer goes.</summary>
    internal ReplyTo ReplyTo => replyTo;

    /// <inheritdoc/>
    public override ActorPath Path =>
        Provider.RootPath / "asker" / string.Create(null, $"{replyTo.Partition}-{replyTo.Slot}-{replyTo.Version}");

    /// <inheritdoc/>
    public override IActorRefProvider Provider => ((ExtendedActorSystem)host.System).Provider;

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef sender) => host.Reply(replyTo, message);
}
