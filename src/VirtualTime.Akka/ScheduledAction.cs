using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>An action that the scheduler is to carry out. What it throws ends the run: nobody supervises it.</summary>
internal sealed class ScheduledAction(Action action, ICancelable? cancelable) : HostEvent
{
    /// <inheritdoc/>
    public override string Receiver => "the scheduler";

    /// <inheritdoc/>
    public override string Message => action.Method.Name;

    /// <inheritdoc/>
    internal override bool IsCancelled => cancelable is { IsCancellationRequested: true };

    /// <inheritdoc/>
    internal override void CarryOut()
    {
        if (!IsCancelled)
        {
            action();
        }
    }
}
