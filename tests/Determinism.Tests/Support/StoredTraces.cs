using System.Globalization;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>The traces of lessons and recordings that were stored by their hash, and the same runs made anew on an actor host of one's choice.</summary>
internal static class StoredTraces
{
    internal const string File = "tests/Determinism.Tests/Stored/traces.tsv";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> All =
        new(() => Read().ToDictionary(line => line.Key, line => line.Hash, StringComparer.Ordinal));

    /// <summary>Status, number of events and hash of each.</summary>
    internal static IReadOnlyDictionary<string, string> Hashes => All.Value;

    /// <summary>Names of the lessons' files.</summary>
    internal static IEnumerable<string> Lessons =>
        Directory.EnumerateFiles(RepoRoot.Combine("scenarios"), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>Names of the recorded kernels' folders.</summary>
    internal static IEnumerable<string> Kernels =>
        Directory.EnumerateDirectories(RepoRoot.Combine("tests/Conformance/Recordings")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>Runs a lesson.</summary>
    internal static (string Key, string Hash) OfLesson(string lesson, KernelGeneration generation, IActorHosts hosts) =>
        ($"{lesson} {generation.Name}", HashOf(RepoRoot.Combine($"scenarios/{lesson}"), generation, hosts));

    /// <summary>Runs the scenarios of a kernel's recordings.</summary>
    internal static IEnumerable<(string Key, string Hash)> OfRecordings(string kernel, IActorHosts hosts) =>
        Directory.EnumerateFiles(RepoRoot.Combine($"tests/Conformance/Recordings/{kernel}"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => ($"{kernel}/{Path.GetFileName(file)}", HashOf(file, generation: null, hosts)));

    /// <summary>Fails with the names of those that are not what was stored.</summary>
    internal static void ShouldBeStored(IEnumerable<(string Key, string Hash)> made)
    {
        var list = made.ToList();
        list.ShouldNotBeEmpty();
        list.Where(trace => Hashes.GetValueOrDefault(trace.Key) != trace.Hash).Select(trace => trace.Key)
            .ShouldBeEmpty($"these traces are not those of {File}");
    }

    /// <summary>The stored file.</summary>
    internal static IEnumerable<(string Key, string Hash)> Read() => System.IO.File.Exists(RepoRoot.Combine(File))
        ? System.IO.File.ReadAllLines(RepoRoot.Combine(File)).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))
        : [];

    private static string HashOf(string path, KernelGeneration? generation, IActorHosts hosts)
    {
        var loaded = ScenarioLoader.LoadBytes(System.IO.File.ReadAllBytes(path), Path.GetFileName(path));
        var scenario = loaded.Scenario.ShouldNotBeNull(loaded.Describe());
        var kernel = generation ?? (scenario.Generation is { } name ? KernelGenerations.Find(name)! : KernelGenerations.Default);
        var run = TraceRun.Execute(scenario, kernel, scenario.Seed, hosts);
        return string.Create(CultureInfo.InvariantCulture, $"{run.End.Status} {run.End.Events} {run.Hash}");
    }
}
