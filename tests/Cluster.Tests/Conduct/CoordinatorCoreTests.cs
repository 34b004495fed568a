using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Tests.Simulation;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>Leadership, and what a coordinator answers when it cannot do what is asked.</summary>
public sealed class CoordinatorCoreTests
{
    [Fact]
    public void A_coordinator_leads_once_it_can_open_the_journal()
    {
        var bench = new Bench();

        bench.Core.IsLeader.ShouldBeFalse();
        bench.Start()!.Refusal!.Kind.ShouldBe(ControlRefusalKind.NotReady);
        bench.Tick(0).ShouldBeEmpty();

        bench.Core.IsLeader.ShouldBeTrue();
        bench.Core.Term.ShouldBe(1);
        bench.Core.View(bench.NowMs).Status.IsReady.ShouldBeTrue();
    }

    [Fact]
    public void A_journal_that_another_process_holds_keeps_a_coordinator_from_leading()
    {
        var bench = new Bench();
        new SimJournal(bench.Disk).Open().Content.ShouldNotBeNull();

        bench.Tick(0);

        bench.Core.IsLeader.ShouldBeFalse();
        bench.Core.Problem.ShouldBe("another process has it open");
    }

    [Fact]
    public void A_leader_that_hears_of_a_higher_term_steps_down_and_frees_the_journal()
    {
        var bench = new Bench();
        bench.Tick(0);

        bench.Say(Bench.Join(1, term: 9));

        bench.Core.IsLeader.ShouldBeFalse();
        bench.Disk.Holder.ShouldBeNull();
    }

    [Fact]
    public void A_coordinator_that_stands_by_asks_for_the_journal_again_and_again_and_leads_when_it_is_free()
    {
        var bench = new Bench();
        var other = new SimJournal(bench.Disk);
        other.Open();
        bench.Tick(0);

        for (var asked = 0; asked < 10; asked++)
        {
            bench.Core.NextTickMs.ShouldBe(bench.NowMs + ClusterTimes.LeadAgainMs);
            bench.Tick(ClusterTimes.LeadAgainMs);
            bench.Core.IsLeader.ShouldBeFalse();
        }

        other.Close();
        bench.Tick(ClusterTimes.LeadAgainMs);
        bench.Core.IsLeader.ShouldBeTrue();
    }

    [Fact]
    public void A_run_is_refused_while_another_one_goes_on_and_begun_once_for_a_key()
    {
        var bench = new Bench();
        bench.Tick(0);

        var first = bench.Start(key: "k")!.Value.ShouldNotBeNull();

        first.Number.ShouldBe(1);
        bench.Start(key: "k")!.Value.ShouldBe(first);
        bench.Start(text: Bench.Scenario + " ", key: "k")!.Refusal!.Kind.ShouldBe(ControlRefusalKind.Conflict);
        bench.Start(key: "other")!.Refusal!.Kind.ShouldBe(ControlRefusalKind.Conflict);
        bench.Disk.Records.OfType<RunStartedRecord>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_run_that_cannot_be_is_refused_with_the_reason()
    {
        var bench = new Bench();
        bench.Tick(0);

        bench.Start(text: "name: x")!.Refusal!.Problems.ShouldNotBeEmpty();
        bench.Start(pace: 0)!.Refusal!.Kind.ShouldBe(ControlRefusalKind.Invalid);
        bench.Start(pace: double.NaN)!.Refusal!.Kind.ShouldBe(ControlRefusalKind.Invalid);
        bench.Start(generation: "v0.1")!.Refusal!.Message.ShouldContain("v0.1");
        bench.Start(text: new string(' ', ConductBounds.MaxScenarioBytes + 1))!.Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
        bench.Start(key: new string('k', ConductBounds.MaxNameLength + 1))!.Refusal!.Kind.ShouldBe(ControlRefusalKind.Invalid);
        bench.Disk.Records.ShouldBeEmpty();
    }

    [Fact]
    public void Injections_wait_up_to_a_bound_while_a_host_is_asked_and_the_next_one_is_refused()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        bench.JoinBoth(1);
        var answers = Enumerable.Range(0, ConductBounds.MaxWaitingInjections).Select(_ => bench.Inject("events: [sleep: 1ms]")).ToList();

        answers.ShouldAllBe(answer => answer.Count == 0);
        bench.Inject("events: [sleep: 1ms]").Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
    }

    [Fact]
    public void A_fragment_is_refused_when_it_is_too_large_or_does_not_fit_and_a_key_used_otherwise_conflicts()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();

        bench.Inject(new string('#', ConductBounds.MaxFragmentBytes + 1)).Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
        bench.Inject("events: [device_add: nobody]").Single().Refusal!.Problems.ShouldNotBeEmpty();
        var receipt = bench.Inject("events: [sleep: 1ms]", "k").Single().Value.ShouldNotBeNull();
        bench.Inject("events: [sleep: 1ms]", "k").Single().Value.ShouldBe(receipt);
        bench.Inject("events: [sleep: 2ms]", "k").Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.Conflict);
        bench.Disk.Records.OfType<InjectedRecord>().Single().AtNs.ShouldBe(receipt.AtNs);
    }

    [Fact]
    public void Callers_wait_for_the_end_up_to_a_bound()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        List<ControlOutcome<RunFinished>> answers = [];
        for (var i = 0; i < ConductBounds.MaxWaitingFinishers; i++)
        {
            bench.Core.OnCommand(new FinishCommand(answers.Add), bench.NowMs);
        }

        answers.ShouldBeEmpty();
        bench.Core.OnCommand(new FinishCommand(answers.Add), bench.NowMs);
        answers.Single().Refusal!.Kind.ShouldBe(ControlRefusalKind.TooMuch);
        bench.Core.Close();
        answers.Count.ShouldBe(ConductBounds.MaxWaitingFinishers + 1);
    }

    [Fact]
    public void What_is_asked_is_sent_again_ever_more_slowly_and_so_many_times_until_the_host_is_heard_from()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        var assigns = bench.JoinBoth(1).Select(one => one.Message).OfType<Assign>().ToList();
        List<long> sent = [];
        for (var waited = 0; waited < 120_000; waited += 50)
        {
            bench.Tick(0);
            sent.AddRange(bench.Tick(50).Where(one => Equals(one.Message, assigns[0])).Select(_ => bench.NowMs));
        }

        sent.Count.ShouldBe(ClusterTimes.MaxResends);
        var pauses = sent.Zip(sent.Skip(1), (a, b) => b - a).ToList();
        pauses.Zip(pauses.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First && pair.Second <= ClusterTimes.ResendAtMostMs + 50);
        bench.Say(Bench.Join(1, bench.Core.Term, 1)).ShouldContain(one => Equals(one.Message, assigns[0]));
    }

    [Fact]
    public void A_report_that_cannot_be_true_ends_its_process_and_changes_nothing()
    {
        var bench = new Bench();
        bench.Tick(0);
        bench.Start();
        var assign = bench.JoinBoth(1).Select(one => one.Message).OfType<Assign>().First();
        var report = new Report(assign.Term, assign.Run, assign.Partition, assign.Incarnation, 0, long.MaxValue, 0, 0, 0, Digest: 5, [], [], null);

        bench.Say(report).Select(one => one.Message).OfType<Fenced>().Single().Reason.ShouldContain("rebuilt-partition-agrees");

        bench.Core.Counters.RejectedReports.ShouldBe(1);
        bench.Core.View(bench.NowMs).Status.MissingNodes.ShouldBe([0, 1]);
    }
}
