using global::Akka.Actor;
using AkkaEnvelope = global::Akka.Actor.Envelope;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>A message that was told to an actor of the system.</summary>
internal sealed class ToldMessage(VirtualTimeDispatcher dispatcher, ActorCell cell, AkkaEnvelope envelope) : HostEvent
{
    /// <inheritdoc/>
    public override string Receiver => cell.Self.Path.ToStringWithoutAddress();

    /// <inheritdoc/>
    public override string Message => envelope.Message.GetType().Name;

    /// <inheritdoc/>
    internal override void CarryOut() => dispatcher.Hand(cell, envelope);
}
