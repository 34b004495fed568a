namespace NumaProbe.VirtualTime.Tests;

/// <summary>A world of a few partitions, 100 ns apart.</summary>
internal static class TestWorld
{
    internal const long LatencyNs = 100;

    internal static WorldLimits Limits { get; } = new(MaxEvents: 100_000, MaxVirtualNs: 1_000_000_000, MaxWaiting: 10_000);

    internal static EmbeddedWorld Create(int partitions, WorldLimits? limits = null) =>
        new(
            [.. Enumerable.Range(0, partitions).Select(from =>
                Enumerable.Range(0, partitions).Select(to => from == to ? 0 : LatencyNs).ToArray())],
            limits ?? Limits,
            TestHosts.Instance);

    /// <summary>Puts an actor into a partition, as number <paramref name="index"/> of its first table.</summary>
    internal static ActorId Add(this EmbeddedWorld world, int partition, int index, Action<TestActor, object, ReplyTo> receive) =>
        world.Partitions[partition].Register(0, index, new TestActor(receive));

    /// <summary>Sends an actor its first message at time 0 and runs the world to its end.</summary>
    internal static void RunFrom(this EmbeddedWorld world, ActorId first, object message)
    {
        world.Partitions[first.Partition].Send(first, message, ReplyTo.None, 0);
        world.Run(report: null, CancellationToken.None);
    }
}
