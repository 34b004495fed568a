namespace NumaProbe.VirtualTime.Akka;

/// <summary>An event of the scheduler that comes again and again until it is cancelled.</summary>
internal sealed class Repeated(VirtualTimeScheduler scheduler, HostEvent each, TimeSpan interval) : HostEvent
{
    /// <inheritdoc/>
    public override string Receiver => each.Receiver;

    /// <inheritdoc/>
    public override string Message => each.Message;

    /// <inheritdoc/>
    internal override bool IsCancelled => each.IsCancelled;

    /// <inheritdoc/>
    internal override void CarryOut()
    {
        each.CarryOut();
        if (!IsCancelled)
        {
            scheduler.Add(this, interval);
        }
    }
}
