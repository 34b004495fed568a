using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>A cluster of real processes gives the trace of one process, to the byte, while nothing goes wrong.</summary>
public sealed class EqualTraceTests(UpFixture fixture) : IClassFixture<UpFixture>
{
    private const int Chunk = 20;

    public static TheoryData<string> Lessons =>
        [.. Directory.EnumerateFiles(RepoRoot.Combine("scenarios"), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Kernels =>
        [.. Directory.EnumerateDirectories(RepoRoot.Combine("tests/Conformance/Recordings")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static TheoryData<int> Chunks => [.. Enumerable.Range(0, RandomSources.Count / Chunk)];

    [Theory]
    [MemberData(nameof(Lessons))]
    public Task A_lesson_gives_the_same_trace(string lesson) =>
        fixture.Cluster.ShouldAgreeAsync(RunSource.OfFile(RepoRoot.Combine($"scenarios/{lesson}")));

    [Theory]
    [MemberData(nameof(Kernels))]
    public async Task Every_recorded_scenario_gives_the_same_trace(string kernel)
    {
        foreach (var file in Directory.EnumerateFiles(RepoRoot.Combine($"tests/Conformance/Recordings/{kernel}"), "*.json").Order(StringComparer.Ordinal))
        {
            await fixture.Cluster.ShouldAgreeAsync(RunSource.OfFile(file));
        }
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public async Task Random_scenarios_give_the_same_trace(int chunk)
    {
        foreach (var source in RandomSources.All.Skip(chunk * Chunk).Take(Chunk))
        {
            await fixture.Cluster.ShouldAgreeAsync(source);
        }
    }

    [Fact]
    public void There_are_as_many_random_scenarios_as_promised() => RandomSources.All.Count.ShouldBe(RandomSources.Count);
}
