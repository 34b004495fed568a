using System.Globalization;
using NumaProbe.Analysis.Expectations;

namespace NumaProbe.Analysis.Comparisons;

/// <summary>A comparison as rows of text. What no run has anything to say about has no column.</summary>
public static class ComparisonTable
{
    /// <summary>The heads of the columns, and then a row for each run.</summary>
    /// <param name="runs">The runs, in the order to show them; names are compared with the first one's.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<ComparedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
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
            ("names", r => Names(r, runs[0])),
            ("findings", r => r.FindingKinds),
        ];
        var shown = columns.Where(c => runs.Any(r => c.Cell(r) is not null)).ToList();
        return [[.. shown.Select(c => c.Head)], .. runs.Select(r => shown.Select(c => c.Cell(r) ?? "-").ToList())];
    }

    private static string? Time(long? ns) => ns is { } time ? DurationText.Of(time) : null;

    private static string? Names(ComparedRun run, ComparedRun first) => run.NamesUnlike(first) switch
    {
        null => null,
        0 => "same",
        { } unlike => string.Create(CultureInfo.InvariantCulture, $"{unlike} differ"),
    };
}
