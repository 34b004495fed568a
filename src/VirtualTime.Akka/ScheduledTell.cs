using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>A message that the scheduler is to tell somebody.</summary>
internal sealed class ScheduledTell(ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) : HostEvent
{
    /// <inheritdoc/>
    public override string Receiver => (receiver as IActorRef)?.Path.ToStringWithoutAddress() ?? receiver.GetType().Name;

    /// <inheritdoc/>
    public override string Message => message.GetType().Name;

    /// <inheritdoc/>
    internal override bool IsCancelled => cancelable is { IsCancellationRequested: true };

    /// <inheritdoc/>
    internal override void CarryOut()
    {
        if (!IsCancelled)
        {
            receiver.Tell(message, sender);
        }
    }
}
