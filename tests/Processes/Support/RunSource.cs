using NumaProbe.Engine;
using NumaProbe.Runs.Json;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Processes.Support;

/// <summary>A scenario file and what running it in one process gives.</summary>
internal sealed class RunSource
{
    private RunSource(byte[] bytes, string fileName, Scenario scenario)
    {
        (Bytes, FileName, Scenario) = (bytes, fileName, scenario);
        Generation = scenario.Generation is { } name ? KernelGenerations.Find(name)! : KernelGenerations.Default;
    }

    internal byte[] Bytes { get; }

    internal string FileName { get; }

    internal Scenario Scenario { get; }

    private KernelGeneration Generation { get; }

    internal static RunSource OfFile(string path) => Of(File.ReadAllBytes(path), Path.GetFileName(path));

    internal static RunSource OfText(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text), "scenario.yaml");

    /// <summary>Runs it in this process.</summary>
    /// <param name="toolVersion">The version that the trace's header names.</param>
    internal (RunEnd End, byte[] Lines) RunEmbedded(string toolVersion)
    {
        var header = RunHeader.Create(Scenario.Name, Bytes, Generation.Name, Scenario.Seed, toolVersion);
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, header, TraceNames.From(Scenario));
        var end = EmbeddedRun.Execute(Scenario, Generation, Scenario.Seed, RunLimits.Default, writer, progress: null, TestContext.Current.CancellationToken);
        writer.Finish();
        return (end, stream.ToArray());
    }

    private static RunSource Of(byte[] bytes, string fileName)
    {
        var loaded = ScenarioLoader.LoadBytes(bytes, fileName);
        return new RunSource(bytes, fileName, loaded.Scenario.ShouldNotBeNull(loaded.Describe()));
    }
}
