using NumaProbe.Analysis.Agreement;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Conformance.Support;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Conformance;

/// <summary>No check is vacuous: for each rule, one thing done wrong is noticed in every recording where it can be done.</summary>
public sealed class ComparerDisagreementTests
{
    [Fact]
    public void Another_result_of_a_try_is_noticed() => Noticed(Mutations.AnotherResult, AgreementRule.Outcome, atLeast: 100);

    [Fact]
    public void Another_context_of_a_try_is_noticed() => Noticed(Mutations.AnotherContext, AgreementRule.Outcome, atLeast: 100);

    [Fact]
    public void A_try_too_many_is_noticed() => Noticed(Mutations.OneTryMore, AgreementRule.Outcome, atLeast: 100);

    [Fact]
    public void A_missing_try_is_noticed() => Noticed(Mutations.OneTryLess, AgreementRule.Outcome, atLeast: 100);

    [Fact]
    public void Another_final_driver_is_noticed() => Noticed(Mutations.AnotherFinalDriver, AgreementRule.Outcome, atLeast: 130);

    [Fact]
    public void Another_final_node_is_noticed() => Noticed(Mutations.AnotherFinalNode, AgreementRule.Outcome, atLeast: 125);

    [Fact]
    public void A_device_without_a_final_state_is_noticed() => Noticed(Mutations.OneFinalLess, AgreementRule.Outcome, atLeast: 130);

    [Fact]
    public void A_device_deferred_too_many_is_noticed() => Noticed(Mutations.OneDeferredMore, AgreementRule.Outcome, RecordingSet.Count);

    [Fact]
    public void A_run_without_its_deferred_list_is_noticed() => Noticed(Mutations.NothingSaidOfDeferred, AgreementRule.Outcome, RecordingSet.Count);

    [Fact]
    public void A_removal_too_many_is_noticed() => Noticed(Mutations.OneRemovalMore, AgreementRule.Outcome, RecordingSet.Count);

    [Fact]
    public void Another_order_of_removals_is_noticed() => Noticed(Mutations.RemovalsInAnotherOrder, AgreementRule.Outcome, atLeast: 4);

    [Fact]
    public void Another_result_of_a_call_is_noticed() => Noticed(Mutations.AnotherCallResult, AgreementRule.Outcome, atLeast: 130);

    [Fact]
    public void A_missing_call_is_noticed() => Noticed(Mutations.OneCallLess, AgreementRule.Outcome, atLeast: 130);

    [Fact]
    public void A_call_made_twice_is_noticed() => Noticed(Mutations.OneCallTwice, AgreementRule.Outcome, atLeast: 130);

    [Fact]
    public void Something_too_early_is_noticed() => Noticed(Mutations.SecondBeforeFirst, AgreementRule.Order, atLeast: 100);

    [Fact]
    public void Intervals_that_only_touch_do_not_overlap() => Noticed(Mutations.TouchWithoutOverlap, AgreementRule.Overlap, atLeast: 90);

    [Fact]
    public void A_call_that_returns_too_early_is_noticed() => Noticed(Mutations.BlockedCallReturnsEarly, AgreementRule.Blocked, atLeast: 80);

    [Fact]
    public void A_call_that_waits_is_noticed() => Noticed(Mutations.QuickCallWaits, AgreementRule.Blocked, atLeast: 125);

    [Fact]
    public void Too_many_probes_at_once_are_noticed() => Noticed(Mutations.OneMoreAtOnce, AgreementRule.Limit, atLeast: 3);

    [Fact]
    public void Too_few_probes_at_once_are_noticed() => Noticed(Mutations.OneLessAtOnce, AgreementRule.Limit, atLeast: 3);

    [Fact]
    public void A_worker_off_its_node_is_noticed_on_6_1() => Noticed(Mutations.OffItsNode, AgreementRule.Placement, atLeast: 35, only: "6.1/");

    [Fact]
    public void A_worker_off_its_node_is_no_matter_on_6_12()
    {
        foreach (var name in RecordingSet.Names.Where(n => n.StartsWith("6.12/", StringComparison.Ordinal)))
        {
            if (Mutations.OffItsNode(RecordingSet.Get(name)) is { } run)
            {
                RecordingComparer.Compare(RecordingSet.Get(name), run).Disagreements.ShouldBeEmpty(name);
            }
        }
    }

    [Fact]
    public void A_worker_may_leave_a_node_whose_cpus_are_offline()
    {
        var recording = RecordingSet.Get("6.1/n4_offline_while_probing");
        var run = SyntheticRun.Of(recording);
        var probe = run.OfType<ProbeRecord>().First(p => p.StartNode == 1);
        var back = run.OfType<CallRecord>().Where(c => c.Op is "cpu_online").Min(c => c.EndNs);
        var off = run.OfType<CallRecord>().Where(c => c.Op is "cpu_offline").Max(c => c.EndNs);

        Misplaced(off).ShouldBeEmpty();
        Misplaced(back - 1).ShouldBeEmpty();
        Misplaced(back).ShouldHaveSingleItem().DecidedBy.ShouldStartWith("finding 1:");

        IReadOnlyList<Disagreement> Misplaced(long start) => [.. RecordingComparer
            .Compare(recording, [.. run.Where(r => r != probe), probe with { StartNs = start, EndNs = start + 1, StartNode = 0 }])
            .Disagreements.Where(d => d.Rule == AgreementRule.Placement)];
    }

    [Fact]
    public void Parts_of_two_outcomes_of_a_race_do_not_make_a_third()
    {
        var recording = RecordingSet.Get("6.12/n4_two_match_device_first_as");
        var variants = recording.Invariants!.Variants!;
        var mixed = recording with { Invariants = recording.Invariants with { Variants = [variants[0]! with { Final = variants[1]!.Final }] } };

        var report = RecordingComparer.Compare(recording, SyntheticRun.Of(mixed));

        var disagreement = report.Disagreements.ShouldHaveSingleItem();
        disagreement.What.ShouldBe("final driver of d0");
        disagreement.Recorded.ShouldBe("a (nearest of 2 outcomes of a race)");
        disagreement.Run.ShouldBe("s");
    }

    [Fact]
    public void A_run_without_records_disagrees_with_every_recording() =>
        RecordingSet.All.ShouldAllBe(r => !RecordingComparer.Compare(r, Array.Empty<RunRecord>()).Agrees);

    [Fact]
    public void Times_far_away_are_outliers_and_not_disagreements()
    {
        var recording = RecordingSet.Get("6.12/n4_async_driver_first");
        const long Late = 1_000_000_000;
        var run = SyntheticRun.Of(recording).ConvertAll(r => r with { StartNs = r.StartNs + Late, EndNs = r.EndNs + Late });

        var report = RecordingComparer.Compare(recording, run);

        report.Agrees.ShouldBeTrue();
        report.TimesWithin.ShouldBe(0);
        report.Outliers.Count.ShouldBe(report.Times);
        report.Times.ShouldBe(2 * recording.Invariants!.Timing!.Count);
    }

    private static void Noticed(Func<Recording, List<RunRecord>?> mutate, AgreementRule rule, int atLeast, string only = "")
    {
        var applied = 0;
        foreach (var name in RecordingSet.Names.Where(n => n.StartsWith(only, StringComparison.Ordinal)))
        {
            if (mutate(RecordingSet.Get(name)) is not { } run)
            {
                continue;
            }

            applied++;
            var report = RecordingComparer.Compare(RecordingSet.Get(name), run);
            report.Disagreements.ShouldContain(d => d.Rule == rule, name);
            report.Disagreements.ShouldAllBe(d => d.What.Length > 0 && d.Recorded.Length > 0 && d.Run.Length > 0 && d.DecidedBy.Length > 0);
        }

        applied.ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}
