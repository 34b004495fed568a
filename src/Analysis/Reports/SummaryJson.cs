using System.Text.Json;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;

namespace NumaProbe.Analysis.Reports;

/// <summary>The summary for programs. Fields are only ever added; units are in the names.</summary>
public static class SummaryJson
{
    /// <summary>Version of every JSON document this program prints.</summary>
    public const string ApiVersion = "numaprobe/v1";

    /// <summary>Most names written; <c>nameCount</c> says how many there are.</summary>
    public const int MostNames = 10_000;

    /// <summary>Writes a summary as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="summary">The summary.</param>
    /// <param name="verdicts">What became of the scenario's expectations.</param>
    /// <param name="folder">Where the run was written, or null.</param>
    public static void Write(Utf8JsonWriter writer, RunSummary summary, IReadOnlyList<ExpectationVerdict> verdicts, string? folder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(verdicts);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", ApiVersion);
        writer.WriteString("kind", "RunSummary");
        WriteRun(writer, summary);
        WriteFigures(writer, summary);
        WriteTimes(writer, summary.Times);
        WriteWaits(writer, summary.LongestWaits);
        WriteFindings(writer, summary.Findings);
        WriteNames(writer, summary.Names);
        WriteVerdicts(writer, verdicts);
        PublishedJson.Write(writer, verdicts);
        writer.WriteString("folder", folder);
        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, RunSummary summary)
    {
        writer.WriteString("name", summary.Header.Name);
        writer.WriteString("generation", summary.Header.Generation);
        writer.WriteNumber("seed", summary.Header.Seed);
        writer.WriteString("runId", summary.Header.RunId);
        writer.WriteString("toolVersion", summary.Header.ToolVersion);
        writer.WriteString("status", SummaryFigures.Status(summary));
        writer.WriteString("message", summary.End.Message);
        writer.WriteNumber("endNs", summary.End.EndNs);
        writer.WriteNumber("handledEvents", summary.End.Events);
    }

    private static void WriteFigures(Utf8JsonWriter writer, RunSummary summary)
    {
        writer.WriteNumber("nodes", summary.Nodes);
        writer.WriteNumber("devices", summary.Devices);
        writer.WriteNumber("drivers", summary.Drivers);
        writer.WriteOptional("makespanNs", summary.MakespanNs);
        writer.WriteNumber("probes", summary.Probes);
        writer.WriteNumber("maxConcurrent", summary.MaxConcurrent);
        writer.WriteNumber("unfinished", summary.Unfinished);
        writer.WriteNumber("endedOffNode", summary.EndedOffNode);
        writer.WriteOptional("onNodePercent", summary.OnNodePercent is { } percent ? (decimal)Math.Round(percent, 3) : null);
        writer.WriteNumber("remoteNs", summary.RemoteNs);
        writer.WriteNumber("bound", summary.Bound);
        writer.WriteNumber("unbound", summary.Unbound);
        writer.WriteNumber("deferred", summary.Deferred);
        writer.WriteNumber("failed", summary.Failed);
        writer.WriteNumber("blocked", summary.Blocked);
    }

    private static void WriteTimes(Utf8JsonWriter writer, TimeShares times)
    {
        writer.WriteStartObject("times");
        writer.WriteNumber("waitingNs", times.WaitingNs);
        writer.WriteNumber("workingNs", times.WorkNs);
        writer.WriteNumber("hardwareNs", times.HardwareNs);
        writer.WriteNumber("sharingNs", times.SharingNs);
        writer.WriteNumber("lockNs", times.LockNs);
        writer.WriteNumber("queueNs", times.QueueNs);
        writer.WriteEndObject();
    }

    private static void WriteWaits(Utf8JsonWriter writer, IReadOnlyList<LongWait> waits)
    {
        writer.WriteObjects("longestWaits", waits, static (writer, wait) =>
        {
            writer.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(wait.Kind.ToString()));
            writer.WriteNumber("startNs", wait.StartNs);
            writer.WriteNumber("durationNs", wait.DurationNs);
            writer.WriteString("thread", wait.Thread);
            writer.WriteString("device", wait.Device);
            writer.WriteString("cause", wait.Cause);
            if (wait.Lock is not null)
            {
                writer.WriteString("lock", wait.Lock);
            }
        });
    }

    /// <summary>Writes what a user should look at, as the property <c>findings</c>.</summary>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="findings">What was found.</param>
    internal static void WriteFindings(Utf8JsonWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.WriteObjects("findings", findings, static (writer, finding) =>
        {
            writer.WriteString("kind", finding.Kind);
            writer.WriteString("text", finding.Text);
            if (finding.Hazard is { } hazard)
            {
                WriteHazard(writer, hazard);
            }
        });
    }

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<GivenName> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        writer.WriteNumber("nameCount", names.Count);
        writer.WriteObjects("names", names.Take(MostNames), static (writer, name) =>
        {
            writer.WriteString("class", name.Class);
            writer.WriteString("name", name.Name);
            writer.WriteNumber("index", name.Index);
            writer.WriteString("device", name.Device);
            writer.WriteString("driver", name.Driver);
            writer.WriteNumber("atNs", name.AtNs);
        });
    }

    private static void WriteHazard(Utf8JsonWriter writer, HazardDetail hazard)
    {
        writer.WriteNumber("timeNs", hazard.TimeNs);
        writer.WriteTexts("devices", hazard.Devices);
        writer.WriteTexts("drivers", hazard.Drivers);
        writer.WriteTexts("threads", hazard.Threads);
        writer.WriteTexts("cycle", hazard.Cycle);
        writer.WriteString("mendedIn", hazard.MendedIn);
    }

    private static void WriteVerdicts(Utf8JsonWriter writer, IReadOnlyList<ExpectationVerdict> verdicts)
    {
        writer.WriteObjects("expectations", verdicts, static (writer, verdict) =>
        {
            writer.WriteString("subject", verdict.Expectation.Subject);
            writer.WriteBoolean("holds", verdict.Holds);
            writer.WriteString("text", verdict.Text);
        });
    }
}
