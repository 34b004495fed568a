using System.Text;
using System.Text.Json;
using NumaProbe.Engine;
using NumaProbe.Runs.Json;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>Runs a scenario file twice, in this process and through the command line in a strange one, and compares the JSON lines.</summary>
internal static class TwoRuns
{
    /// <summary>Fails with the first line that differs.</summary>
    internal static async Task ShouldAgreeAsync(string file)
    {
        var folder = Directory.CreateTempSubdirectory("numaprobe-");
        try
        {
            var lines = await RunElsewhereAsync(file, folder.FullName);
            Compare(lines, RunHere(file, ToolVersion(lines)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<byte[]> RunElsewhereAsync(string file, string folder)
    {
        var (ran, _, runErrors) = await StrangeProcess.RunAsync(folder, "run", file, "--out", "run");
        ran.ShouldBe(0, runErrors);
        var (traced, lines, traceErrors) = await StrangeProcess.RunAsync(folder, "trace", "run", "-o", "jsonl");
        traced.ShouldBe(0, traceErrors);
        return lines;
    }

    private static byte[] RunHere(string file, string toolVersion)
    {
        var bytes = File.ReadAllBytes(file);
        var loaded = ScenarioLoader.LoadBytes(bytes, file);
        var scenario = loaded.Scenario.ShouldNotBeNull(loaded.Describe());
        var generation = KernelGenerations.Find(scenario.Generation!)!;
        var header = RunHeader.Create(scenario.Name, bytes, generation.Name, scenario.Seed, toolVersion);
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, header, TraceNames.From(scenario));
        var end = EmbeddedRun.Execute(scenario, generation, scenario.Seed, RunLimits.Default, writer, progress: null, TestContext.Current.CancellationToken);
        end.Status.ShouldBeOneOf([RunStatus.Completed, RunStatus.Hung], end.Message);
        writer.Finish();
        return stream.ToArray();
    }

    private static string ToolVersion(byte[] lines)
    {
        using var header = JsonDocument.Parse(lines.AsMemory(0, Array.IndexOf(lines, (byte)'\n')));
        return header.RootElement.GetProperty("toolVersion").GetString()!;
    }

    private static void Compare(byte[] elsewhere, byte[] here)
    {
        if (elsewhere.AsSpan().SequenceEqual(here))
        {
            return;
        }

        var (one, other) = (Encoding.UTF8.GetString(here).Split('\n'), Encoding.UTF8.GetString(elsewhere).Split('\n'));
        var line = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(i => one[i] != other[i], Math.Min(one.Length, other.Length));
        Assert.Fail($"line {line + 1} of {one.Length} and {other.Length} differs\nhere:      {one.ElementAtOrDefault(line)}\nelsewhere: {other.ElementAtOrDefault(line)}");
    }
}
