namespace NumaProbe.VirtualTime;

/// <summary>A flow of an actor that goes on in the actor's next turn. Valid for that turn only.</summary>
public readonly struct Continuation
{
    private readonly FlowBox _flow;

    internal Continuation(FlowBox flow) => _flow = flow;

    /// <summary>What the flow is called in failures.</summary>
    public string Name => _flow.Name;

    /// <summary>Goes on with it, up to its next await.</summary>
    public void Run() => _flow.MoveNext();
}
