using System.Text.Json;
using NumaProbe.Analysis.Expectations;

namespace NumaProbe.Analysis.Summaries;

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
        WriteOptional(writer, "makespanNs", summary.MakespanNs);
        writer.WriteNumber("probes", summary.Probes);
        writer.WriteNumber("maxConcurrent", summary.MaxConcurrent);
        WriteOptional(writer, "onNodePercent", summary.OnNodePercent is { } percent ? (decimal)Math.Round(percent, 3) : null);
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
        writer.WriteStartArray("longestWaits");
        foreach (var wait in waits)
        {
            writer.WriteStartObject();
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

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes what a user should look at, as the property <c>findings</c>.</summary>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="findings">What was found.</param>
    internal static void WriteFindings(Utf8JsonWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", finding.Kind);
            writer.WriteString("text", finding.Text);
            if (finding.Hazard is { } hazard)
            {
                WriteHazard(writer, hazard);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<GivenName> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        writer.WriteNumber("nameCount", names.Count);
        writer.WriteStartArray("names");
        foreach (var name in names.Take(MostNames))
        {
            writer.WriteStartObject();
            writer.WriteString("class", name.Class);
            writer.WriteString("name", name.Name);
            writer.WriteNumber("index", name.Index);
            writer.WriteString("device", name.Device);
            writer.WriteString("driver", name.Driver);
            writer.WriteNumber("atNs", name.AtNs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteHazard(Utf8JsonWriter writer, HazardDetail hazard)
    {
        writer.WriteNumber("timeNs", hazard.TimeNs);
        WriteTexts(writer, "devices", hazard.Devices);
        WriteTexts(writer, "drivers", hazard.Drivers);
        WriteTexts(writer, "threads", hazard.Threads);
        WriteTexts(writer, "cycle", hazard.Cycle);
        writer.WriteString("mendedIn", hazard.MendedIn);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteVerdicts(Utf8JsonWriter writer, IReadOnlyList<ExpectationVerdict> verdicts)
    {
        writer.WriteStartArray("expectations");
        foreach (var verdict in verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", verdict.Expectation.Subject);
            writer.WriteBoolean("holds", verdict.Holds);
            writer.WriteString("text", verdict.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
