namespace NumaProbe.VirtualTime.Akka;

/// <summary>Hosts each partition's actors in an Akka.NET actor system of its own, in virtual time.</summary>
public sealed class AkkaHosts : IActorHosts
{
    private AkkaHosts()
    {
    }

    /// <summary>The actor hosts.</summary>
    public static IActorHosts Instance { get; } = new AkkaHosts();

    /// <inheritdoc/>
    public IActorHost? HostOf(Partition partition) => new AkkaHost(partition);
}
