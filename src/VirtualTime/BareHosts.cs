namespace NumaProbe.VirtualTime;

/// <summary>No host at all: a partition calls its actors itself, as fast as can be.</summary>
public sealed class BareHosts : IActorHosts
{
    private BareHosts()
    {
    }

    /// <summary>The bare loop.</summary>
    public static IActorHosts Instance { get; } = new BareHosts();

    /// <inheritdoc/>
    public IActorHost? HostOf(Partition partition) => null;
}
