using NumaProbe.Analysis.Agreement;
using NumaProbe.Conformance.Support;

namespace NumaProbe.Conformance;

/// <summary>The emulator does what the real kernel did.</summary>
public sealed class KernelConformanceTests
{
    private const double ExpectedShare = 0.95;

    public static TheoryData<string> Recordings => [.. RecordingSet.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void It_agrees_with_the_kernel(string recording) => Describe(Emulator.Verify(recording)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Recordings))]
    public void It_agrees_with_the_kernel_whatever_the_seed(string recording)
    {
        ulong[] seeds = [2, 3, 42, 20_260_117, ulong.MaxValue];
        foreach (var seed in seeds)
        {
            Describe(Emulator.Verify(recording, seed)).ShouldBeEmpty($"seed {seed}");
        }
    }

    [Theory]
    [InlineData("6.1/n4_64_async_driver_first", "v6.12", AgreementRule.Placement)]
    [InlineData("6.1/n4_delete_behind_blocker_driver_first", "v6.12", AgreementRule.Outcome)]
    [InlineData("6.1/n4_limit_1200_one_node", "v6.12", AgreementRule.Limit)]
    [InlineData("6.12/n4_delete_behind_blocker_driver_first", "v6.1", AgreementRule.Blocked)]
    [InlineData("6.12/n4_driver_unregister_while_pending", "v6.1", AgreementRule.Outcome)]
    public void Another_generation_disagrees_where_the_kernels_differ(string recording, string generation, AgreementRule rule) =>
        Emulator.VerifyAs(recording, generation).Disagreements.ShouldContain(d => d.Rule == rule);

    [Fact]
    public void Nearly_all_times_lie_within_what_was_recorded()
    {
        var total = AgreementTotal.Of(RecordingSet.Names.Select(static name => Emulator.Verify(name)));

        total.Times.ShouldBeGreaterThan(1_000);
        total.Share.ShouldBeGreaterThanOrEqualTo(ExpectedShare);
        TestContext.Current.SendDiagnosticMessage("{0} of {1} times within bounds", total.TimesWithin, total.Times);
    }

    private static string Describe(AgreementReport report) => string.Join(
        '\n',
        report.Disagreements.Select(d => $"{d.Rule}: {d.What}\n  recorded: {d.Recorded}\n  this run: {d.Run}\n  decided by {d.DecidedBy}"));
}
