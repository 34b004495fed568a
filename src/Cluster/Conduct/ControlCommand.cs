using NumaProbe.Cluster.Control;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Something that the coordinator is asked from outside; answered exactly once. Message family.</summary>
public abstract record ControlCommand
{
    /// <summary>Answers that it is not done.</summary>
    /// <param name="kind">What sort of refusal.</param>
    /// <param name="message">For people.</param>
    public void Refuse(ControlRefusalKind kind, string message) => Refuse(new ControlRefusal(kind, message, []));

    /// <summary>Answers that it is not done.</summary>
    /// <param name="refusal">Why.</param>
    public abstract void Refuse(ControlRefusal refusal);
}

/// <summary>See <see cref="IClusterControl.StartAsync"/>.</summary>
/// <param name="Request">The run wanted.</param>
/// <param name="Answer">Takes the answer.</param>
public sealed record StartCommand(StartRequest Request, Action<ControlOutcome<RunStarted>> Answer) : ControlCommand
{
    /// <inheritdoc/>
    public override void Refuse(ControlRefusal refusal) => Answer(new ControlOutcome<RunStarted>(null, refusal));
}

/// <summary>See <see cref="IClusterControl.InjectAsync"/>.</summary>
/// <param name="Request">What to add.</param>
/// <param name="Answer">Takes the answer.</param>
public sealed record InjectCommand(InjectionRequest Request, Action<ControlOutcome<InjectionReceipt>> Answer) : ControlCommand
{
    /// <inheritdoc/>
    public override void Refuse(ControlRefusal refusal) => Answer(new ControlOutcome<InjectionReceipt>(null, refusal));
}

/// <summary>See <see cref="IClusterControl.FinishAsync"/>.</summary>
/// <param name="Answer">Takes the answer.</param>
public sealed record FinishCommand(Action<ControlOutcome<RunFinished>> Answer) : ControlCommand
{
    /// <inheritdoc/>
    public override void Refuse(ControlRefusal refusal) => Answer(new ControlOutcome<RunFinished>(null, refusal));
}
