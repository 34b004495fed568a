using System.Globalization;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Verify;

/// <summary>Outcomes for people: a line a recording with its disagreements below it, and a total last.</summary>
/// <param name="output">Standard output.</param>
internal sealed class VerifyText(TextWriter output) : IVerifyOutput
{
    private readonly List<AgreementReport> _reports = [];
    private int _problems;

    /// <inheritdoc/>
    public void Add(VerifyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Report is not { } report)
        {
            _problems++;
            return;
        }

        _reports.Add(report);
        var verdict = report.Agrees ? "agrees   " : "DISAGREES";
        Line($"{verdict}  {report.Recording}  {outcome.Generation}, seed {outcome.Seed}, {report.Checks} checks, times {report.TimesWithin}/{report.Times}  {outcome.File}");
        foreach (var disagreement in report.Disagreements)
        {
            Line($"  {RuleName(disagreement.Rule)}: {disagreement.What}");
            Line($"    recorded:   {disagreement.Recorded}");
            Line($"    this run:   {disagreement.Run}");
            Line($"    decided by: {disagreement.DecidedBy}");
        }

        output.Flush();
    }

    /// <inheritdoc/>
    public void Finish()
    {
        var total = AgreementTotal.Of(_reports);
        Line($"{total.Agreeing} of {total.Recordings + _problems} recordings agree, {total.Recordings - total.Agreeing} disagree, {_problems} could not be verified; {Percent(total)} of times within bounds ({total.TimesWithin}/{total.Times})");
        output.Flush();
    }

    /// <summary>The rule as users see it.</summary>
    /// <param name="rule">The rule.</param>
    internal static string RuleName(AgreementRule rule) => rule switch
    {
        AgreementRule.Order => "order",
        AgreementRule.Overlap => "overlap",
        AgreementRule.Blocked => "blocked",
        AgreementRule.Limit => "limit",
        AgreementRule.Placement => "placement",
        _ => "outcome",
    };

    private static string Percent(AgreementTotal total) => (100 * total.Share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private void Line(FormattableString text) => output.Write(PlainText.Of(text.ToString(CultureInfo.InvariantCulture)) + "\n");
}
