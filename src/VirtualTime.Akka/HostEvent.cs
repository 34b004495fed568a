namespace NumaProbe.VirtualTime.Akka;

/// <summary>Something that the actors of an actor system put into the queue of their partition.</summary>
internal abstract class HostEvent : IHostEvent
{
    /// <inheritdoc/>
    public abstract string Receiver { get; }

    /// <inheritdoc/>
    public abstract string Message { get; }

    /// <summary>It no longer has anything to do.</summary>
    internal virtual bool IsCancelled => false;

    /// <summary>Its turn has come.</summary>
    internal abstract void CarryOut();
}
