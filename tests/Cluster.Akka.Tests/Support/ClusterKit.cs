using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using NumaProbe.Cluster.Wire;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka.Tests.Support;

/// <summary>A process of a cluster under test: its actor system is the product's, on a free port of the loopback address.</summary>
public abstract class ClusterKit : TestKit
{
    private protected const string Name = "bench";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<ActorSystem> _others = [];

    private protected ClusterKit(string role)
        : base(Settings(role), Name)
    {
    }

    /// <summary>Address of the process under test.</summary>
    private protected string Self => AddressOf(Sys);

    private protected static string AddressOf(ActorSystem system) => AkkaCluster.Get(system).SelfAddress.ToString();

    /// <summary>Another process in the same cluster, joined through the one under test.</summary>
    private protected ActorSystem Other(string role)
    {
        var other = Outsider(role);
        AkkaCluster.Get(Sys).Join(AkkaCluster.Get(Sys).SelfAddress);
        AkkaCluster.Get(other).Join(AkkaCluster.Get(Sys).SelfAddress);
        return other;
    }

    /// <summary>Another process that has not joined.</summary>
    private protected ActorSystem Outsider(string role)
    {
        var outsider = ActorSystem.Create(Name, Settings(role));
        _others.Add(outsider);
        return outsider;
    }

    /// <summary>An actor of a process that hands everything to the test.</summary>
    private protected IActorRef Listen(ActorSystem system, string name) => system.ActorOf(Props.Create(() => new Forwarder(TestActor)), name);

    private protected static Frame FrameOf(params ClusterMessage[] messages) => new(WireCodec.Encode(messages));

    /// <summary>The next message of a sort that comes in a frame.</summary>
    private protected T Next<T>()
        where T : ClusterMessage =>
        MessagesOf((Frame)FishForMessage(message => message is Frame frame && MessagesOf(frame).OfType<T>().Any(), Patience)).OfType<T>().First();

    private static IReadOnlyList<ClusterMessage> MessagesOf(Frame frame) => WireCodec.Decode(frame.Payload).Messages!;

    /// <inheritdoc/>
    protected override void AfterAll()
    {
        _others.ForEach(other => Shutdown(other));
        base.AfterAll();
    }

    private static Config Settings(string role) => ConfigurationFactory.ParseString(ClusterConfiguration.Of(
        new ClusterEndpoint(Name, new HostPort("127.0.0.1", 0), new HostPort("127.0.0.1", 0), [], null), role, "WARNING"));

    private sealed class Forwarder(IActorRef target) : UntypedActor
    {
        protected override void OnReceive(object message) => target.Forward(message);
    }
}
