namespace NumaProbe.VirtualTime;

/// <summary>Chooses who carries out the turns of a partition's actors.</summary>
public interface IActorHosts
{
    /// <summary>The host of a new partition, which owns it; null for the bare loop.</summary>
    /// <param name="partition">The partition, still empty.</param>
    IActorHost? HostOf(Partition partition);
}
