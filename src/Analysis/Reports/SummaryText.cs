using System.Globalization;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Reports;

/// <summary>The summary for people: at most twelve lines and a few for published figures, the same for the same run.</summary>
public static class SummaryText
{
    /// <summary>Most lines of a summary, besides those of published figures.</summary>
    public const int MaxLines = 12;

    /// <summary>Most published figures shown; JSON has all.</summary>
    public const int MostPublished = 8;

    private const int LabelWidth = 12;

    private const int MostShown = 3;

    private const int NamesShown = 4;

    /// <summary>The line of names takes the place of a wait.</summary>
    private const int WaitsBesideNames = 2;

    /// <summary>The lines of a summary.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="verdicts">What became of the scenario's expectations.</param>
    /// <param name="folder">Where the run was written, or null.</param>
    public static IReadOnlyList<string> Lines(RunSummary summary, IReadOnlyList<ExpectationVerdict> verdicts, string? folder)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(verdicts);
        List<string> lines =
        [
            Line("run", $"{summary.Header.Name}, kernel {summary.Header.Generation}, seed {summary.Header.Seed}, id {summary.Header.RunId}"),
            Line("machine", $"{CountText.Of(summary.Nodes, "node")}, {CountText.Of(summary.Devices, "device")}, {CountText.Of(summary.Drivers, "driver")}"),
            Line("devices", $"{summary.Bound} bound, {summary.Deferred} deferred, {summary.Failed} failed"),
            Line("makespan", Makespan(summary)),
            Line("waiting", Waiting(summary.Times)),
            Line("on node", OnNode(summary)),
        ];
        AddWaits(lines, summary);
        AddNames(lines, summary.Names);
        if (summary.Findings.Count > 0)
        {
            lines.Add(Line("findings", Some(summary.Findings.Select(f => $"{f.Kind}: {f.Text}").ToList(), MostShown)));
        }

        AddPublished(lines, [.. verdicts.Where(v => v.Expectation.Published is not null)]);
        if (verdicts.Count > 0)
        {
            lines.Add(Line("expected", Verdict(verdicts)));
        }

        if (folder is not null)
        {
            lines.Add(Line("written to", $"{folder}   next: numaprobe trace {folder}"));
        }

        return lines;
    }

    private static string Line(string label, FormattableString text) => Line(label, FormattableString.Invariant(text));

    private static string Line(string label, string text) => label.PadRight(LabelWidth) + PlainText.Of(text);

    private static string Makespan(RunSummary summary) => summary.MakespanNs is { } makespan
        ? $"{DurationText.Of(makespan)} for {CountText.Of(summary.Probes, "probe")}, at most {CountText.Of(summary.MaxConcurrent, "probe")} at once"
        : "nothing was probed";

    private static string Waiting(TimeShares times) =>
        $"{DurationText.Of(times.WaitingNs)} (hardware {DurationText.Of(times.HardwareNs)}, sharing {DurationText.Of(times.SharingNs)}, "
        + $"locks {DurationText.Of(times.LockNs)}, queues {DurationText.Of(times.QueueNs)}) against {DurationText.Of(times.WorkNs)} working";

    private static string OnNode(RunSummary summary)
    {
        var share = summary.OnNodePercent is { } percent
            ? string.Create(CultureInfo.InvariantCulture, $"{percent:F1} % of the probes of devices with a node")
            : "no device with a node was probed";
        return $"{share}; remote memory cost {DurationText.Of(summary.RemoteNs)}";
    }

    private static void AddWaits(List<string> lines, RunSummary summary)
    {
        var label = "long waits";
        foreach (var wait in summary.LongestWaits.Take(summary.Names.Count > 0 ? WaitsBesideNames : int.MaxValue))
        {
            lines.Add(Line(label, $"{DurationText.Of(wait.DurationNs)} from {DurationText.Of(wait.StartNs)}: {wait.Describe()}"));
            label = "";
        }
    }

    private static void AddNames(List<string> lines, IReadOnlyList<GivenName> names)
    {
        if (names.Count > 0)
        {
            lines.Add(Line("names", Some(names.Select(n => $"{n.Name} is {n.Device}").ToList(), NamesShown)));
        }
    }

    private static void AddPublished(List<string> lines, List<ExpectationVerdict> figures)
    {
        var label = "published";
        foreach (var figure in figures.Take(MostPublished))
        {
            lines.Add(Line(label, Published(figure, figure.Expectation.Published!)));
            label = "";
        }

        if (figures.Count > MostPublished)
        {
            lines.Add(Line(label, $"and {figures.Count - MostPublished} more"));
        }
    }

    private static string Published(ExpectationVerdict figure, PublishedFigure published)
    {
        var subject = figure.Expectation.Subject;
        return $"{subject} {FigureText.Of(subject, published.Value)}, here {FigureText.Of(subject, figure.Actual)}: {FigureText.Difference(figure.DifferencePercent)}, "
            + $"{FigureText.Constants(published.Constants)}; {published.Source}";
    }

    private static string Verdict(IReadOnlyList<ExpectationVerdict> verdicts)
    {
        var broken = verdicts.Where(v => !v.Holds).Select(v => v.Text).ToList();
        return broken.Count == 0 ? $"all {verdicts.Count.ToString(CultureInfo.InvariantCulture)} hold" : "NOT MET: " + Some(broken, MostShown);
    }

    private static string Some(List<string> texts, int most) => texts.Count <= most
        ? string.Join("; ", texts)
        : string.Join("; ", texts.Take(most)) + string.Create(CultureInfo.InvariantCulture, $"; and {texts.Count - most} more");
}
