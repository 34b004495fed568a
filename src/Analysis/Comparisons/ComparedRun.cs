using System.Globalization;
using NumaProbe.Analysis.Summaries;

namespace NumaProbe.Analysis.Comparisons;

/// <summary>One run of a comparison.</summary>
/// <param name="Summary">Its summary.</param>
/// <param name="Calls">How long its callers waited, and its names.</param>
public sealed record ComparedRun(RunSummary Summary, CallTimes Calls)
{
    /// <summary>What was found, by kind: <c>2 lost-match, hang</c>; <c>-</c> for nothing.</summary>
    public string FindingKinds => Summary.Findings.Count == 0
        ? "-"
        : string.Join(", ", Summary.Findings.GroupBy(f => f.Kind, StringComparer.Ordinal).Select(kind => Counted(kind.Key, kind.Count())));

    /// <summary>How many names another run gives to another device, or to none; null where neither gives names.</summary>
    /// <param name="other">The other run.</param>
    public int? NamesUnlike(ComparedRun other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (own, others) = (Calls.Names, other.Calls.Names);
        return own.Count + others.Count == 0
            ? null
            : own.Union(others).Except(own.Intersect(others)).Select(one => one.Name).Distinct().Count();
    }

    private static string Counted(string kind, int count) =>
        count == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{count} {kind}");
}
