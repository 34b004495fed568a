using global::Akka.Actor;
using global::Akka.TestKit.Xunit2;
using NumaProbe.VirtualTime.Tests;

namespace NumaProbe.VirtualTime.Akka.Tests.Support;

/// <summary>
/// Akka's test kit over the actor system of a world of one partition. The kit's own actors (<c>TestActor</c>, probes) receive at once; all
/// others live in virtual time, which passes while the world runs and at no other time.
/// </summary>
public abstract class WorldKit : TestKit
{
    private readonly EmbeddedWorld _world;

    /// <summary>An empty world at time 0.</summary>
    protected WorldKit()
        : this(TestWorld.Create(1))
    {
    }

    private WorldKit(EmbeddedWorld world)
        : base(HostOf(world).System) => _world = world;

    internal EmbeddedWorld World => _world;

    internal Partition Home => _world.Partitions[0];

    internal AkkaHost Host => HostOf(_world);

    /// <summary>What happened, with the time it happened at.</summary>
    internal List<(long TimeNs, string What)> Notes { get; } = [];

    internal void Note(string what) => Notes.Add((Home.NowNs, what));

    /// <summary>Runs until nothing is left to do.</summary>
    internal void RunToEnd() => _world.Run(report: null, CancellationToken.None);

    /// <summary>Runs everything before a time.</summary>
    internal void RunUntil(long untilNs) => _world.RunUntil(untilNs, report: null, CancellationToken.None);

    /// <summary>Creates a stock actor.</summary>
    internal IActorRef Stock(string name, Func<ActorBase> create) => Host.ActorOf(Props.CreateBy(new Made(create)), name);

    internal static TimeSpan Ns(long ns) => TimeSpan.FromTicks(ns / TimeSpan.NanosecondsPerTick);

    /// <inheritdoc/>
    protected override void AfterAll()
    {
        _world.Dispose();
        base.AfterAll();
    }

    private static AkkaHost HostOf(EmbeddedWorld world) => (AkkaHost)world.Partitions[0].Host!;
}
