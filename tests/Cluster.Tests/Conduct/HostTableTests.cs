using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>Who holds which node.</summary>
public sealed class HostTableTests
{
    [Fact]
    public void A_process_counts_only_after_it_has_answered_its_welcome()
    {
        var (table, outgoing) = Table();

        table.OnJoin(Bench.Join(1), 0, outgoing).ShouldBeNull();
        outgoing.Single().Message.ShouldBe(new Welcome(3, 1, 1));
        table.HolderOf(0).ShouldBeNull();
        table.OnJoin(Bench.Join(1, term: 3, ticket: 1), 0, outgoing).ShouldNotBeNull();

        table.HolderOf(0)!.Process.ShouldBe(1UL);
    }

    [Fact]
    public void Of_two_processes_with_one_node_the_later_stays_and_late_mail_of_the_other_moves_nothing()
    {
        var (table, outgoing) = Table();
        Admit(table, 1, 1, outgoing, 0, 1);
        Admit(table, 2, 2, outgoing, 1);

        outgoing.Select(one => one.Message).OfType<Fenced>().Single().Process.ShouldBe(1UL);
        table.HolderOf(1)!.Process.ShouldBe(2UL);
        table.HolderOf(0).ShouldBeNull();
        outgoing.Clear();
        table.OnJoin(Bench.Join(1, term: 3, ticket: 1), 5, outgoing).ShouldBeNull();
        outgoing.Single().Message.ShouldBeOfType<Fenced>();
        table.HolderOf(1)!.Process.ShouldBe(2UL);
    }

    [Theory]
    [InlineData(WireVersions.Current + 1, "v", 0)]
    [InlineData(WireVersions.Current, "w", 0)]
    [InlineData(WireVersions.Current, "v", 1024)]
    [InlineData(WireVersions.Current, "v", -1)]
    public void A_process_that_does_not_fit_is_refused_with_the_reason(int wire, string model, int node)
    {
        var (table, outgoing) = Table();

        table.OnJoin(Bench.Join(1, wire: wire, model: model, nodes: node), 0, outgoing).ShouldBeNull();

        outgoing.Single().Message.ShouldBeOfType<Refused>().Reason.ShouldNotBeEmpty();
    }

    [Fact]
    public void More_processes_than_the_bound_push_out_the_oldest_that_holds_nothing()
    {
        var (table, outgoing) = Table();
        Admit(table, 1, 1, outgoing, 0);
        for (var process = 2UL; process <= ConductBounds.MaxProcesses + 1; process++)
        {
            table.OnJoin(Bench.Join(process, nodes: 5), 0, outgoing);
        }

        table.HolderOf(0)!.Process.ShouldBe(1UL);
        outgoing.Clear();
        table.OnJoin(Bench.Join(2, term: 3, ticket: 2, nodes: 5), 0, outgoing);
        outgoing.Single().Message.ShouldBe(new Welcome(3, 2, ConductBounds.MaxProcesses + 2));
    }

    [Fact]
    public void A_silent_process_is_missing_in_the_status_and_keeps_its_node()
    {
        var (table, outgoing) = Table();
        Admit(table, 1, 1, outgoing, 0);

        table.MissingNodes(1, ClusterTimes.MissingAfterMs).ShouldBeEmpty();
        table.MissingNodes(1, ClusterTimes.MissingAfterMs + 1).ShouldBe([0]);
        table.HolderOf(0).ShouldNotBeNull();
    }

    private static (HostTable Table, List<Outgoing> Outgoing) Table() => (new HostTable(3, "v"), []);

    private static void Admit(HostTable table, ulong process, long ticket, List<Outgoing> outgoing, params int[] nodes)
    {
        table.OnJoin(Bench.Join(process, nodes: nodes), 0, outgoing);
        table.OnJoin(Bench.Join(process, term: 3, ticket: ticket, nodes: nodes), 0, outgoing);
    }
}
