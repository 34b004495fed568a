using System.Globalization;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Comparisons;

/// <summary>
/// A comparison as rows of text. What only some scenarios have (modules) has a column where a run has it; figures that the scenario expects
/// have one too.
/// </summary>
public static class ComparisonTable
{
    private static readonly string[] AlwaysShown = ["status", "makespan", "on_node_percent", "remote", "bound"];

    /// <summary>The heads of the columns, and then a row for each run.</summary>
    /// <param name="runs">The runs, in the order to show them; names are compared with the first one's.</param>
    /// <param name="expectations">What the scenario expects.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<ComparedRun> runs, IEnumerable<Expectation> expectations)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(expectations);
        List<(string Head, Func<ComparedRun, string?> Cell)> columns =
        [
            ("kernel", r => r.Summary.Header.Generation),
            ("ended", r => SummaryFigures.Status(r.Summary)),
            ("makespan", r => Time(r.Summary.MakespanNs)),
            ("register", r => Time(r.Calls.RegisterNs)),
            ("modprobe", r => Time(r.Calls.LoadNs)),
            ("on node", r => r.Summary.OnNodePercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:F1} %") : null),
            ("remote memory", r => Time(r.Summary.RemoteNs)),
            ("bound", r => r.Summary.Bound.ToString(CultureInfo.InvariantCulture)),
            .. expectations.Select(e => e.Subject).Where(IsColumn).Distinct(StringComparer.Ordinal).Select(Column),
            ("names", r => Names(r, runs[0])),
            ("findings", r => r.FindingKinds),
        ];
        var shown = columns.Where(c => runs.Any(r => c.Cell(r) is not null)).ToList();
        return [[.. shown.Select(c => c.Head)], .. runs.Select(r => shown.Select(c => c.Cell(r) ?? "-").ToList())];
    }

    private static string? Time(long? ns) => ns is { } time ? DurationText.Of(time) : null;

    private static bool IsColumn(string subject) => SummaryFigures.Names.Contains(subject, StringComparer.Ordinal) && !AlwaysShown.Contains(subject, StringComparer.Ordinal);

    private static (string Head, Func<ComparedRun, string?> Cell) Column(string subject) => (
        subject.Replace('_', ' '), r => SummaryFigures.TryGet(r.Summary, subject, out var value) && value is not null ? FigureText.Of(subject, value) : null);

    // always there: that no names were given is said too
    private static string Names(ComparedRun run, ComparedRun first) => run.NamesUnlike(first) switch
    {
        null => "none",
        _ when ReferenceEquals(run, first) => run.Calls.Names.Count.ToString(CultureInfo.InvariantCulture),
        0 => "the same",
        { } unlike => string.Create(CultureInfo.InvariantCulture, $"{unlike} differ"),
    };
}
