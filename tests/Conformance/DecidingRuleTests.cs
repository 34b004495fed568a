using System.Text.RegularExpressions;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Conformance.Support;

namespace NumaProbe.Conformance;

public sealed partial class DecidingRuleTests
{
    [Theory]
    [InlineData(AgreementRule.Blocked, "call:6:driver_register:b", "6.12/n4_two_async_match_device_first", "finding 16:")]
    [InlineData(AgreementRule.Order, "probe:c0/drv#0 before probe:c1/drv#0", "6.12/n4_shared_parent_polock_device_first", "finding 25:")]
    [InlineData(AgreementRule.Blocked, "call:5:driver_unregister:drv", "6.12/n4_driver_unregister_waits_for_all", "finding 28:")]
    [InlineData(AgreementRule.Outcome, "order of removals", "6.12/n4_register_again", "finding 28:")]
    [InlineData(AgreementRule.Blocked, "call:3:device_del:d0", "6.12/n4_delete_sync_probing", "finding 27:")]
    [InlineData(AgreementRule.Outcome, "tries of d0/drv", "6.12/n4_defer_unresolved", "finding 19:")]
    [InlineData(AgreementRule.Outcome, "tries of d0/drvS", "6.12/n4_cmdline_star", "finding 13:")]
    [InlineData(AgreementRule.Limit, "probes at once", "6.1/n4_limit_1200_one_node", "finding 10:")]
    [InlineData(AgreementRule.Placement, "probe of d0 by drv", "6.1/n4_async_driver_first", "finding 1:")]
    [InlineData(AgreementRule.Blocked, "call:0:driver_register:drv", "6.12/n4_sync_driver_first", "section 2.1:")]
    public void A_disagreement_names_what_decides_it(AgreementRule rule, string what, string recording, string expected) =>
        DecidingRule.For(rule, what, RecordingSet.Get(recording).Scenario).ShouldStartWith(expected);

    [Fact]
    public void Every_number_that_is_cited_is_in_the_document()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kernel-rules.md"));
        var sentences = Enum.GetValues<AgreementRule>()
            .SelectMany(rule => RecordingSet.All.SelectMany(r => (r.Invariants!.Calls?.Keys ?? []).Append("tries of d0/drv")
                .Select(what => DecidingRule.For(rule, what, r.Scenario))))
            .Distinct(StringComparer.Ordinal)
            .ToArray();

        sentences.Length.ShouldBeGreaterThan(12);
        foreach (var sentence in sentences)
        {
            var citation = Citation().Match(sentence);
            citation.Success.ShouldBeTrue(sentence);
            document.ShouldContain($"**{citation.Value}**", Case.Sensitive);
        }
    }

    [GeneratedRegex("^(finding [0-9]+|section [0-9.]+)(?=: )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Citation();
}
