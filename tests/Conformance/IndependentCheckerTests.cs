using System.Reflection;
using System.Text.Json;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Conformance.Support;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Conformance;

/// <summary>Two programs that share nothing must come to the same verdict.</summary>
public sealed class IndependentCheckerTests
{
    public static TheoryData<string> Recordings =>
    [
        "6.1/n4_limit_700_two_nodes",
        "6.1/n4_offline_while_probing",
        "6.12/n4_nested_reprobe_children",
        "6.12/n4_register_again",
        "6.12/n4_two_match_device_first_as",
    ];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Both_programs_agree_with_what_was_recorded_and_notice_the_same_faults(string name)
    {
        IndependentChecker.RequireNode();
        var recording = RecordingSet.Get(name);
        var mutations = typeof(Mutations).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(m => m.IsAssembly && m.Name is not nameof(Mutations.OneCallTwice))
            .Select(m => (m.Name, Run: (List<RunRecord>?)m.Invoke(null, [recording])))
            .Where(m => m.Run is not null)
            .ToArray();
        mutations.Length.ShouldBeGreaterThan(5);

        await SameVerdict("as recorded", SyntheticRun.Of(recording));
        foreach (var (mutation, run) in mutations)
        {
            await SameVerdict(mutation, run!);
        }

        async Task SameVerdict(string what, List<RunRecord> run)
        {
            var agrees = RecordingComparer.Compare(recording, run).Agrees;
            var (exitCode, output) = await IndependentChecker.CompareAsync(name, JsonLines(run), TestContext.Current.CancellationToken);
            exitCode.ShouldBe(agrees ? 0 : 1, $"{what}: {output}");
        }
    }

    private static byte[] JsonLines(List<RunRecord> run)
    {
        var json = new RunRecordJson(TraceNames.From(new Scenario { Name = "synthetic", Topology = new MachineTopology([], DistanceMatrix.Uniform(1), []) }));
        using var stream = new MemoryStream();
        foreach (var record in run)
        {
            using (var writer = new Utf8JsonWriter(stream))
            {
                json.Write(writer, record);
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }
}
