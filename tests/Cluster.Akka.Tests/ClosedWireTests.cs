using Akka.Actor;
using Akka.Configuration;
using Shouldly;
using Xunit;
using NumaProbe.Cluster.Akka.Tests.Support;
using NumaProbe.Cluster.Wire;
using NumaProbe.Cluster.Wire.Formatting;

namespace NumaProbe.Cluster.Akka.Tests;

/// <summary>
/// A stranger whose Akka.NET is open, as it is by default, gets nothing but frames into a process of ours. What it sends is followed by a frame over
/// the same connection: when that has come, everything before has been dealt with.
/// </summary>
public sealed class ClosedWireTests : ClusterKit
{
    private readonly ActorSystem _stranger = ActorSystem.Create("stranger", ConfigurationFactory.ParseString("""
        akka {
          actor {
            provider = remote
            serializers.frame = "NumaProbe.Cluster.Akka.FrameSerializer, NumaProbe.Cluster"
            serialization-bindings { "NumaProbe.Cluster.Akka.Frame, NumaProbe.Cluster" = frame }
          }
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0, maximum-frame-size = 20000000b }
        }
        """));

    private readonly IActorRef _ours;

    public ClosedWireTests()
        : base(ClusterEndpoint.NodeRole)
    {
        Listen(Sys, NodeActor.Name);
        _ours = ((ExtendedActorSystem)_stranger).Provider.ResolveActorRef($"{Self}/user/{NodeActor.Name}");
    }

    public static TheoryData<string> Strange => [.. Messages.Keys];

    private static Dictionary<string, object> Messages => new(StringComparer.Ordinal)
    {
        ["an object by the name of its type"] = new Planted("x"),
        ["an exception"] = new InvalidOperationException("x"),
        ["a text"] = "x",
        ["a number"] = 7,
        ["bytes"] = new byte[] { 1, 2, 3 },
        ["a failure with an exception in it"] = new Status.Failure(new InvalidOperationException("x")),
        ["an order to end"] = PoisonPill.Instance,
        ["an order to die"] = Kill.Instance,
        ["a question who it is"] = new Identify(1),
        ["a frame above the bound"] = new Frame(new byte[WireBounds.MaxFrameBytes + 1]),
    };

    [Theory]
    [MemberData(nameof(Strange))]
    public void Nothing_but_a_frame_gets_in(string what)
    {
        var message = Messages[what];
        Planted.Made = false;
        _ours.Tell(message);
        FrameGetsIn();
        Planted.Made.ShouldBeFalse();
    }

    [Fact]
    public void An_actor_cannot_be_deployed_from_elsewhere()
    {
        var deploy = new Deploy(new RemoteScope(Address.Parse(Self)));
        _stranger.ActorOf(Props.Create(() => new Intruder()).WithDeploy(deploy), "intruder");
        FrameGetsIn();
        Intruder.Lived.ShouldBeFalse();
    }

    [Fact]
    public void Actors_cannot_be_searched_for_from_elsewhere()
    {
        _stranger.ActorSelection($"{Self}/user/*").Tell(FrameOf(new Release(9, 9)));
        FrameGetsIn();
    }

    [Fact]
    public void A_frame_of_the_largest_size_gets_in()
    {
        _ours.Tell(new Frame(new byte[WireBounds.MaxFrameBytes]));
        ExpectMsg<Frame>(frame => frame.Payload.Length == WireBounds.MaxFrameBytes, TimeSpan.FromSeconds(30));
    }

    protected override void AfterAll()
    {
        Shutdown(_stranger);
        base.AfterAll();
    }

    private void FrameGetsIn()
    {
        _ours.Tell(FrameOf(new Release(1, 2)));
        ExpectMsg<Frame>(frame => WireCodec.Decode(frame.Payload).Messages!.Single().Equals(new Release(1, 2)), TimeSpan.FromSeconds(30));
    }

    /// <summary>Would be made if types were found by their names.</summary>
    public sealed class Planted
    {
        public Planted(string text)
        {
            Text = text;
            Made = true;
        }

        public string Text { get; }

        internal static bool Made { get; set; }
    }

    private sealed class Intruder : UntypedActor
    {
        public Intruder() => Lived = true;

        internal static bool Lived { get; private set; }

        protected override void OnReceive(object message) => Unhandled(message);
    }
}
