using System.Text;
using Akka.Actor;
using NumaProbe.Cluster.Akka.Tests.Support;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Wire;
using Serilog;
using Shouldly;
using Xunit;

namespace NumaProbe.Cluster.Akka.Tests;

/// <summary>The actor around a coordinator's state machine: mail, commands, time and the journal.</summary>
public sealed class CoordinatorActorTests : ClusterKit
{
    private const string Version = "v";
    private const string Scenario = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: bench
        topology: "1 nodes x 1 cpus"
        drivers:
        - {name: drv, match: m}
        devices:
        - {name: d0, match: m}
        events:
        - device_add: d0
        - driver_register: drv
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-actor-");
    private readonly ILogger _log = new LoggerConfiguration().CreateLogger();
    private readonly ClusterControl _control = new("bench");
    private readonly ProcessEnd _end = new();
    private readonly SqliteJournal _journal;
    private readonly IActorRef _coordinator;
    private readonly IActorRef _host;

    public CoordinatorActorTests()
        : base(ClusterEndpoint.CoordinatorRole)
    {
        _journal = new SqliteJournal(Path.Combine(_folder.FullName, "journal.db"));
        var core = new CoordinatorCore(new CoordinatorSettings("bench", Version), _journal, new RunFolderArchive(_folder.FullName));
        var known = new KnownMembers(Path.Combine(_folder.FullName, "members"), _log);
        _coordinator = Sys.ActorOf(
            Props.Create(() => new CoordinatorActor(core, _control, known, new HealthFile(null, _log), _end, _log)).WithMailbox(ClusterConfiguration.Mailbox), CoordinatorActor.Name);
        _host = Listen(Sys, NodeActor.Name);
    }

    [Fact]
    public void A_process_that_joins_is_welcomed_and_shown()
    {
        Join(1);
        AwaitCondition(() => _control.Status is { IsLeader: true, Hosts: [{ Name: "host1" }] });
    }

    [Fact]
    public async Task A_run_that_is_asked_for_is_given_to_the_process_that_holds_its_node()
    {
        Join(1);
        var outcome = await _control.StartAsync(new StartRequest(Encoding.UTF8.GetBytes(Scenario), "s.yaml", null, null, null, StaysOpen: true, null), default);
        outcome.Value.ShouldNotBeNull().Number.ShouldBe(1);
        var assign = Next<Assign>();
        (assign.Run, assign.Process).ShouldBe((1, 1ul));
        _control.Status.Run!.Number.ShouldBe(1);
    }

    [Fact]
    public void Of_two_processes_with_one_node_the_older_is_told_to_end()
    {
        Join(1);
        Join(2);
        Next<Fenced>().Process.ShouldBe(1ul);
    }

    [Fact]
    public void Mail_that_cannot_be_read_or_lies_about_its_sender_is_ignored()
    {
        Say(new Frame(new byte[] { 0xc1, 0xff, 0x00 }));
        Say(FrameOf(new Join("liar", 9, "akka.tcp://bench@192.0.2.1:4053", [0], WireVersions.Current, Version, 0, 0)));
        Join(1);
        AwaitCondition(() => _control.Status.Hosts.Count == 1);
        _control.Status.Hosts[0].Name.ShouldBe("host1");
    }

    [Fact]
    public void A_host_that_speaks_for_long_and_is_no_member_is_told_to_join_anew()
    {
        var stranger = Outsider(ClusterEndpoint.NodeRole);
        var there = Listen(stranger, NodeActor.Name);
        var join = FrameOf(new Join("lost", 9, AddressOf(stranger), [0], WireVersions.Current, Version, 0, 0));
        var coordinator = new RootActorPath(Address.Parse(Self)) / "user" / CoordinatorActor.Name;
        var speaks = stranger.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero, TimeSpan.FromSeconds(1), ((ExtendedActorSystem)stranger).Provider.ResolveActorRef(coordinator), join, there);
        Next<JoinAnew>().Process.ShouldBe(9ul);
        speaks.Cancel();
    }

    [Fact]
    public async Task A_message_that_it_does_not_accept_is_a_bug_that_ends_the_process()
    {
        _coordinator.Tell("something");
        (await Should.ThrowAsync<InvalidOperationException>(() => _end.Reached)).Message.ShouldBe("CoordinatorActor does not accept String");
    }

    [Fact]
    public async Task When_it_is_stopped_it_gives_the_journal_back_before_the_process_is_told()
    {
        AwaitCondition(() => _control.Status.IsLeader);
        Sys.Stop(_coordinator);
        (await _end.Reached).ShouldBeNull();
        using var next = new SqliteJournal(Path.Combine(_folder.FullName, "journal.db"));
        next.Open().Content.ShouldNotBeNull();
        _control.Status.IsLeader.ShouldBeFalse();
    }

    [Fact]
    public void It_keeps_where_the_members_are_in_a_file()
    {
        var other = AddressOf(Other(ClusterEndpoint.NodeRole));
        var known = new KnownMembers(Path.Combine(_folder.FullName, "members"), _log);
        AwaitCondition(() => known.Read().Any(member => other.EndsWith(member.ToString(), StringComparison.Ordinal)), TimeSpan.FromSeconds(30));
        AwaitCondition(() => _control.Status.Members.Count(member => member is { Status: "up", IsReachable: true }) == 2, TimeSpan.FromSeconds(30));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _journal.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Join(ulong process)
    {
        Say(FrameOf(JoinOf(process, 0, 0)));
        var welcome = Next<Welcome>();
        welcome.Process.ShouldBe(process);
        Say(FrameOf(JoinOf(process, welcome.Term, welcome.Ticket)));
    }

    private Join JoinOf(ulong process, long term, long ticket) => new($"host{process}", process, Self, [0], WireVersions.Current, Version, term, ticket);

    private void Say(Frame frame) => _coordinator.Tell(frame, _host);
}
