namespace NumaProbe.Cluster.Akka;

/// <summary>The time has come that an actor wanted to be called at.</summary>
internal sealed record Tick
{
    /// <summary>There is only one.</summary>
    internal static Tick Instance { get; } = new();
}
