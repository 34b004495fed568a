using global::Akka.Actor;
using global::Akka.Configuration;
using global::Akka.Dispatch;
using global::Akka.Dispatch.MessageQueues;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>The mailboxes of an actor system in virtual time; named in the settings.</summary>
internal sealed class VirtualTimeMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<TurnMessages>
{
    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new TurnMessages(HostSetup.HostOf(Settings));
}
