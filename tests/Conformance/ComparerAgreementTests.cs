using NumaProbe.Analysis.Agreement;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Conformance.Support;

namespace NumaProbe.Conformance;

public sealed class ComparerAgreementTests
{
    public static TheoryData<string> Recordings => [.. RecordingSet.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_run_that_does_what_was_recorded_agrees(string name)
    {
        var recording = RecordingSet.Get(name);

        var report = RecordingComparer.Compare(recording, SyntheticRun.Of(recording));

        report.Disagreements.ShouldBeEmpty();
        report.TimesWithin.ShouldBe(report.Times);
        report.Checks.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Either_outcome_of_a_race_agrees()
    {
        var recording = RecordingSet.Get("6.12/n4_two_match_device_first_as");
        var swapped = recording with
        {
            Invariants = recording.Invariants! with { Variants = [.. recording.Invariants.Variants!.Reverse()] },
        };

        RecordingComparer.Compare(recording, SyntheticRun.Of(swapped)).Disagreements.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_the_records_does_not_matter()
    {
        foreach (var recording in RecordingSet.All)
        {
            var run = SyntheticRun.Of(recording);
            run.Reverse();

            RecordingComparer.Compare(recording, run).Disagreements.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Times_of_scenarios_that_depend_on_the_load_do_not_count()
    {
        Counts("6.12/n4_async_driver_first").ShouldBeTrue();
        Counts("6.12/n4_offline_while_probing").ShouldBeFalse();
        Counts("6.12/n4_spin_one_node").ShouldBeFalse();
        Counts("6.12/n4_1000_sync_10ms").ShouldBeFalse();
        Counts("6.12/n4_limit_700_two_nodes").ShouldBeFalse();
    }

    [Fact]
    public void A_total_adds_up_reports_and_leaves_out_times_that_do_not_count()
    {
        AgreementReport[] reports =
        [
            new("a", [], [new TimeOutlier("p", "start", default, 1)], 5, 4, CountsTimes: true),
            new("b", [new Disagreement(AgreementRule.Order, "", "", "", "")], [], 5, 6, CountsTimes: true),
            new("c", [], [], 5, 100, CountsTimes: false),
        ];

        var total = AgreementTotal.Of(reports);

        total.ShouldBe(new AgreementTotal(3, 2, 10, 9));
        total.Share.ShouldBe(0.9);
        AgreementTotal.Of([]).Share.ShouldBe(1);
    }

    private static bool Counts(string name)
    {
        var recording = RecordingSet.Get(name);
        return RecordingComparer.Compare(recording, SyntheticRun.Of(recording)).CountsTimes;
    }
}
