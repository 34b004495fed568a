using NumaProbe.Conformance.Support;

namespace NumaProbe.Conformance;

/// <summary>The whole way: the real command line, its JSON lines, and a program that shares nothing with it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-conformance-");

    public static TheoryData<string> Recordings =>
    [
        "6.1/n4_defer_race_retrigger",
        "6.1/n4_limit_1200_one_node",
        "6.1/n4_offline_while_probing",
        "6.1/n4_shared_parent_polock_device_first",
        "6.12/n4_barrier_kinds",
        "6.12/n4_driver_unregister_while_pending",
        "6.12/n4_limit_700_two_nodes",
        "6.12/n4_nested_reprobe_children",
        "6.12/n4_region_namespace_pmem_sync",
        "6.12/n4_two_match_device_first_as",
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task The_trace_of_a_recording_agrees_by_an_independent_program(string name)
    {
        IndependentChecker.RequireNode();
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Path.Combine(_folder.FullName, "run");

        var (ran, _, runErrors) = await CommandLine.RunAsync(["run", RecordingSet.PathOf(name), "--out", folder], cancellation);
        ran.ShouldBe(0, runErrors);
        var (traced, lines, traceErrors) = await CommandLine.RunAsync(["trace", folder, "-o", "jsonl"], cancellation);
        traced.ShouldBe(0, traceErrors);

        var (exitCode, output) = await IndependentChecker.CompareAsync(name, lines, cancellation);
        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task Verify_says_that_all_recordings_agree()
    {
        var (exitCode, output, errors) = await CommandLine.RunAsync(["verify", RecordingSet.Root], TestContext.Current.CancellationToken);

        var text = System.Text.Encoding.UTF8.GetString(output);
        exitCode.ShouldBe(0, text + errors);
        text.ShouldContain($"{RecordingSet.Count} of {RecordingSet.Count} recordings agree, 0 disagree, 0 could not be verified;");
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
