using System.Text.Json;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Reports;

namespace NumaProbe.Analysis.Comparisons;

/// <summary>A comparison for programs. Fields are only ever added; units are in the names.</summary>
public static class ComparisonJson
{
    /// <summary>Writes a comparison as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="runs">The runs; there is at least one.</param>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<ComparedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(runs);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", SummaryJson.ApiVersion);
        writer.WriteString("kind", "Comparison");
        writer.WriteString("name", runs[0].Summary.Header.Name);
        writer.WriteNumber("seed", runs[0].Summary.Header.Seed);
        writer.WriteObjects("runs", runs, (_, run) => WriteRun(writer, run, runs[0]));
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, ComparedRun run, ComparedRun first)
    {
        var summary = run.Summary;
        writer.WriteString("generation", summary.Header.Generation);
        writer.WriteString("runId", summary.Header.RunId);
        writer.WriteString("status", SummaryFigures.Status(summary));
        writer.WriteOptional("makespanNs", summary.MakespanNs);
        writer.WriteOptional("registerNs", run.Calls.RegisterNs);
        writer.WriteOptional("moduleLoadNs", run.Calls.LoadNs);
        writer.WriteOptional("onNodePercent", summary.OnNodePercent is { } percent ? (decimal)Math.Round(percent, 3) : null);
        writer.WriteNumber("remoteNs", summary.RemoteNs);
        writer.WriteNumber("probes", summary.Probes);
        writer.WriteNumber("maxConcurrent", summary.MaxConcurrent);
        writer.WriteNumber("unfinished", summary.Unfinished);
        writer.WriteNumber("endedOffNode", summary.EndedOffNode);
        writer.WriteNumber("bound", summary.Bound);
        writer.WriteNumber("deferred", summary.Deferred);
        writer.WriteNumber("failed", summary.Failed);
        writer.WriteNumber("names", run.Calls.Names.Count);
        writer.WriteOptional("namesUnlikeFirst", run.NamesUnlike(first));
        SummaryJson.WriteFindings(writer, summary.Findings);
    }
}
