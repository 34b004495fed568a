using Akka.Actor;
using Akka.Remote;
using NumaProbe.Cluster.Akka.Tests.Support;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Wire;
using NumaProbe.VirtualTime;
using Serilog;
using Shouldly;
using Xunit;

namespace NumaProbe.Cluster.Akka.Tests;

/// <summary>The actor around a host's state machine, with a coordinator's process that the test plays.</summary>
public sealed class NodeActorTests : ClusterKit
{
    private const ulong Process = 7;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-actor-");
    private readonly ILogger _log = new LoggerConfiguration().CreateLogger();
    private readonly ProcessEnd _end = new();
    private readonly IActorRef _coordinator;
    private readonly IActorRef _node;

    public NodeActorTests()
        : base(ClusterEndpoint.NodeRole)
    {
        var coordinator = Other(ClusterEndpoint.CoordinatorRole);
        _coordinator = Listen(coordinator, CoordinatorActor.Name);
        var core = new NodeHostCore(new HostIdentity("test", Process, Self, [0], "v"), BareHosts.Instance);
        _node = Sys.ActorOf(
            Props.Create(() => new NodeActor(core, new HealthFile(Pulse, _log), _end, _log)).WithMailbox(ClusterConfiguration.Mailbox), NodeActor.Name);
    }

    private string Pulse => Path.Combine(_folder.FullName, "pulse");

    [Fact]
    public void It_offers_its_nodes_to_every_process_that_may_lead_and_answers_a_welcome()
    {
        Next<Join>().Term.ShouldBe(0);
        _node.Tell(FrameOf(new Welcome(3, Process, 1)), _coordinator);
        var join = Next<Join>();
        while (join.Term == 0)
        {
            join = Next<Join>();
        }

        (join.Term, join.Ticket, join.Address).ShouldBe((3, 1, Self));
        AwaitCondition(() => File.Exists(Pulse) && HealthFile.Read(Pulse, DateTimeOffset.UtcNow).IsWell, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task When_another_process_has_its_nodes_the_process_is_told_why()
    {
        _node.Tell(FrameOf(new Welcome(3, Process, 1), new Fenced(3, Process, "another one has node 0")), _coordinator);
        (await _end.Reached).ShouldBe("another one has node 0");
    }

    [Fact]
    public async Task When_the_coordinator_lacks_it_its_actor_system_is_to_be_made_again()
    {
        _node.Tell(FrameOf(new Welcome(3, Process, 1), new JoinAnew(3, Process)), _coordinator);
        (await _end.Reached).ShouldBeNull();
        _end.Cause.ShouldBe("the coordinator's list of members lacks it");
    }

    [Fact]
    public async Task When_another_process_has_quarantined_it_its_actor_system_is_to_be_made_again()
    {
        Next<Join>();
        Sys.EventStream.Publish(new ThisActorSystemQuarantinedEvent(Address.Parse(Self), Address.Parse(Self)));
        (await _end.Reached).ShouldBeNull();
        _end.Cause.ShouldBe(ProcessEnd.Removed);
    }

    [Fact]
    public void A_frame_that_cannot_be_read_is_ignored()
    {
        _node.Tell(new Frame(new byte[] { 0xc1, 0xff, 0x00 }), _coordinator);
        _node.Tell(FrameOf(new Welcome(3, Process, 1)), _coordinator);
        var join = Next<Join>();
        while (join.Term == 0)
        {
            join = Next<Join>();
        }

        _end.Reached.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Its_pulse_is_gone_when_it_has_stopped()
    {
        AwaitCondition(() => File.Exists(Pulse), TimeSpan.FromSeconds(30));
        Sys.Stop(_node);
        (await _end.Reached).ShouldBeNull();
        File.Exists(Pulse).ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_that_it_does_not_accept_is_a_bug_that_ends_the_process()
    {
        _node.Tell("something");
        (await Should.ThrowAsync<InvalidOperationException>(() => _end.Reached)).Message.ShouldBe("NodeActor does not accept String");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Delete(recursive: true);
    }
}
