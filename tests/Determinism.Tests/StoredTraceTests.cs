using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Shared.Generations;
using NumaProbe.VirtualTime;

namespace NumaProbe.Determinism.Tests;

/// <summary>
/// Traces of lessons and recordings are those that were stored, by their hash. A change that is meant to change traces writes them anew with
/// <c>UPDATE_GOLDENS=1</c> and says in its commit why each of them changed.
/// </summary>
public sealed class StoredTraceTests
{
    public static TheoryData<string> Lessons => [.. StoredTraces.Lessons];

    public static TheoryData<string> Kernels => [.. StoredTraces.Kernels];

    private static bool IsUpdating => Environment.GetEnvironmentVariable("UPDATE_GOLDENS") is "1" && Environment.GetEnvironmentVariable("CI") is not "true";

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_has_its_stored_trace_on_every_generation(string lesson) =>
        ShouldBeStored(KernelGenerations.All.Select(generation => StoredTraces.OfLesson(lesson, generation, BareHosts.Instance)));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_scenario_of_a_recording_has_its_stored_trace(string kernel) =>
        ShouldBeStored(StoredTraces.OfRecordings(kernel, BareHosts.Instance));

    [Fact]
    public void Every_stored_trace_is_still_made() =>
        StoredTraces.Hashes.Keys.Select(key => key.Split(' ')[0]).Distinct(StringComparer.Ordinal)
            .Where(name => !File.Exists(RepoRoot.Combine(name.Contains('/', StringComparison.Ordinal) ? $"tests/Conformance/Recordings/{name}" : $"scenarios/{name}")))
            .ShouldBeEmpty();

    private static void ShouldBeStored(IEnumerable<(string Key, string Hash)> made)
    {
        var list = made.ToList();
        if (IsUpdating)
        {
            Store(list);
            return;
        }

        StoredTraces.ShouldBeStored(list);
    }

    private static void Store(IReadOnlyList<(string Key, string Hash)> made)
    {
        lock (StoredTraces.Hashes)
        {
            var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, hash) in StoredTraces.Read().Concat(made))
            {
                all[key] = hash;
            }

            File.WriteAllLines(RepoRoot.Combine(StoredTraces.File), all.Select(pair => $"{pair.Key}\t{pair.Value}"));
        }
    }
}
