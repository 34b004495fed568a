using System.Text;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Tests.Conduct;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Hosts;

/// <summary>What a node host does with the mail of coordinators.</summary>
public sealed class NodeHostCoreTests
{
    private const ulong Me = 7;

    [Fact]
    public void A_host_offers_its_nodes_every_second_and_at_once_when_it_is_welcomed()
    {
        var host = Host();

        host.OnTick(0).Single().Message.ShouldBeOfType<Join>().Term.ShouldBe(0);
        host.OnTick(ClusterTimes.JoinEveryMs - 1).ShouldBeEmpty();
        host.OnTick(ClusterTimes.JoinEveryMs).ShouldHaveSingleItem();
        var join = host.OnMessage(new Welcome(4, Me, 9), "leader", 1_001).Single().Message.ShouldBeOfType<Join>();

        (join.Term, join.Ticket).ShouldBe((4, 9));
        host.OnMessage(new Welcome(4, Me, 9), "leader", 1_002).ShouldBeEmpty();
        host.OnMessage(new Welcome(4, Me + 1, 10), "leader", 1_003).ShouldBeEmpty();
    }

    [Fact]
    public void A_grant_that_comes_again_gets_the_same_report_and_one_out_of_turn_gets_none()
    {
        var host = Host();
        var first = host.OnMessage(Assign(1), "leader", 0).Single().Message.ShouldBeOfType<Report>();
        first.Number.ShouldBe(0);
        host.OnMessage(Assign(1), "leader", 0).Single().Message.ShouldBe(first);

        var report = host.OnMessage(Grant(1, 1), "leader", 0).Single().Message;

        host.OnMessage(Grant(1, 1), "leader", 0).Single().Message.ShouldBe(report);
        host.OnMessage(Assign(1), "leader", 0).ShouldBeEmpty();
        host.OnMessage(Grant(1, 3), "leader", 0).ShouldBeEmpty();
        host.OnMessage(Grant(2, 2), "leader", 0).ShouldBeEmpty();
        host.Windows.ShouldBe(1);
    }

    [Fact]
    public void A_newer_leader_is_followed_from_the_start_and_an_older_one_never_again()
    {
        var host = Host();
        host.OnMessage(Assign(5), "leader", 0);
        host.OnMessage(Assign(6), "leader", 0).ShouldHaveSingleItem();

        host.OnMessage(Grant(1, 1, term: 5), "leader", 0).ShouldBeEmpty();
        host.OnMessage(new Fenced(5, Me, "old"), "leader", 0).ShouldBeEmpty();
        host.EndReason.ShouldBeNull();
    }

    [Fact]
    public void A_fenced_host_says_why_it_ends_and_nothing_more()
    {
        var host = Host();
        host.OnMessage(new Fenced(1, Me, "newer"), "leader", 0).ShouldBeEmpty();

        host.Phase.ShouldBe(HostPhase.Fenced);
        host.EndReason.ShouldBe("newer");
        host.OnTick(50_000).ShouldBeEmpty();
        host.OnMessage(Assign(2), "leader", 0).ShouldBeEmpty();
        host.NextTickMs.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_host_that_joins_anew_stays_the_process_it_was_with_all_that_it_holds()
    {
        var host = Host();
        host.OnMessage(new Welcome(1, Me, 9), "leader", 0);
        host.OnMessage(Assign(1), "leader", 0);
        host.OnMessage(Grant(1, 1), "leader", 0);
        host.OnMessage(new JoinAnew(0, Me), "old leader", 0);
        host.OnMessage(new JoinAnew(1, Me + 1), "leader", 0);
        host.IsToJoinAnew.ShouldBeFalse();

        host.OnMessage(new JoinAnew(1, Me), "leader", 0).ShouldBeEmpty();
        host.IsToJoinAnew.ShouldBeTrue();
        host.EndReason.ShouldBeNull();
        host.MoveTo("elsewhere");

        host.IsToJoinAnew.ShouldBeFalse();
        var join = host.OnTick(0).Single().Message.ShouldBeOfType<Join>();
        (join.Process, join.Address, join.Term, join.Ticket).ShouldBe((Me, "elsewhere", 1, 9));
        host.OnMessage(Grant(1, 2), "leader", 0).Single().Message.ShouldBeOfType<Report>().Number.ShouldBe(2);
    }

    [Fact]
    public void A_run_that_is_over_is_forgotten()
    {
        var host = Host();
        host.OnMessage(Assign(1), "leader", 0);
        host.PartitionCount.ShouldBe(1);

        host.OnMessage(new Release(1, 1), "leader", 0);

        host.PartitionCount.ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_taken_is_reported_as_a_failure()
    {
        Failure(Assign(1) with { Partition = 1 }).ShouldContain("none of this process's nodes");
        Failure(Assign(1) with { Scenario = Source("nonsense") }).ShouldNotBeEmpty();
        Failure(Assign(1) with { Fragments = [new FragmentSource(2, 1, 1, default)] }).ShouldContain("injection 2 came before");
        Failure(Assign(1) with { Fragments = [new FragmentSource(1, 1, -5, "events: [sleep: 1ms]"u8.ToArray())] }).ShouldContain("no thread");
        Failure(Assign(1) with { Handled = 5 }).ShouldContain("rebuilding-finds-every-event");

        static string Failure(Assign assign) => Host().OnMessage(assign, "leader", 0).Single().Message.ShouldBeOfType<Report>().Failure.ShouldNotBeNull();
    }

    private static NodeHostCore Host() => new(new HostIdentity("h", Me, "me", [1], "v"), BareHosts.Instance);

    private static ScenarioSource Source(string text) => new(Encoding.UTF8.GetBytes(text), "s.yaml", "v6.1", 1, RunLimits.Default);

    private static Assign Assign(long term) => new(term, 1, 2, 1, Me, Source(Bench.Scenario), [], [], 0);

    private static Grant Grant(int incarnation, long number, long term = 1) => new(term, 1, 2, incarnation, number, 100, [], []);
}
