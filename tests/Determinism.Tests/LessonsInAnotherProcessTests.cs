using NumaProbe.Determinism.Tests.Support;

namespace NumaProbe.Determinism.Tests;

/// <summary>The result of a lesson depends on nothing but the file.</summary>
public sealed class LessonsInAnotherProcessTests
{
    public static TheoryData<string> Lessons =>
        [.. Directory.EnumerateFiles(RepoRoot.Combine("scenarios"), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lessons))]
    public Task Its_trace_is_the_same_to_the_byte(string lesson) => TwoRuns.ShouldAgreeAsync(RepoRoot.Combine($"scenarios/{lesson}"));

    [Fact]
    public void The_other_process_has_a_culture_of_its_own() =>
        Needs.That(StrangeProcess.HasCultures, "there is no ICU, so the other process differs in everything but its culture");
}
