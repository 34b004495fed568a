using System.Text.Json;
using NumaProbe.Analysis.Summaries;

namespace NumaProbe.Analysis.Expectations;

/// <summary>The figures of a summary by the names that expectations use. A figure is a number, a text, or null when the run has none.</summary>
public static class SummaryFigures
{
    private static readonly Dictionary<string, Func<RunSummary, object?>> ByName = new(StringComparer.Ordinal)
    {
        ["makespan"] = s => s.MakespanNs,
        ["waiting"] = s => s.Times.WaitingNs,
        ["working"] = s => s.Times.WorkNs,
        ["remote"] = s => s.RemoteNs,
        ["bound"] = s => s.Bound,
        ["unbound"] = s => s.Unbound,
        ["deferred"] = s => s.Deferred,
        ["failed"] = s => s.Failed,
        ["blocked"] = s => s.Blocked,
        ["probes"] = s => s.Probes,
        ["unfinished"] = s => s.Unfinished,
        ["ended_off_node"] = s => s.EndedOffNode,
        ["max_concurrent"] = s => s.MaxConcurrent,
        ["hazards"] = s => s.Findings.Count(f => f.Hazard is not null),
        ["on_node_percent"] = s => s.OnNodePercent,
        ["status"] = s => Status(s),
    };

    /// <summary>Names of the figures.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>How a run ended, in a word: completed, hung, limit-reached or failed.</summary>
    /// <param name="summary">The summary.</param>
    public static string Status(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return JsonNamingPolicy.KebabCaseLower.ConvertName(summary.End.Status.ToString());
    }

    /// <summary>Finds a figure; false when the summary has none of that name.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="name">Name of the figure.</param>
    /// <param name="value">A long, an int, a double, a string, or null.</param>
    public static bool TryGet(RunSummary summary, string name, out object? value)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (ByName.TryGetValue(name, out var figure))
        {
            value = figure(summary);
            return true;
        }

        value = null;
        return false;
    }
}
