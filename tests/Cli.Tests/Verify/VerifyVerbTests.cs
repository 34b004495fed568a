using System.Text;
using Serilog;
using NumaProbe.Cli.Running;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cli.Tests.Verify;

public sealed class VerifyVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-verify-");

    [Fact]
    public void A_file_that_is_not_a_recording_is_an_error_with_its_place_and_exit_code_3()
    {
        var file = Put("notes.json", "{\"some\": 1}");

        var (exitCode, output, errors) = Run(file);

        exitCode.ShouldBe(3);
        errors.ShouldContain($"{file}:1:");
        errors.ShouldContain("not a recording: missing 'scenario'");
        output.ShouldStartWith("0 of 1 recordings agree, 0 disagree, 1 could not be verified;");
    }

    [Fact]
    public void Every_bad_file_is_named_not_only_the_first()
    {
        Put("a.json", "{");
        Put("b.json", "[]");
        Put("c.txt", "not looked at");

        var (exitCode, output, errors) = Run(_folder.FullName, "/no/such/file");

        exitCode.ShouldBe(3);
        errors.ShouldContain("a.json:1:");
        errors.ShouldContain("b.json:1:");
        errors.ShouldNotContain("c.txt");
        errors.ShouldContain("/no/such/file: no such file or folder");
        output.ShouldStartWith("0 of 3 recordings agree");
    }

    [Fact]
    public void A_folder_without_recordings_is_an_error()
    {
        var (exitCode, _, errors) = Run(_folder.FullName);

        exitCode.ShouldBe(3);
        errors.ShouldContain("the folder holds no recordings");
    }

    [Fact]
    public void A_scenario_without_anything_recorded_does_not_agree()
    {
        var (exitCode, _, errors) = Run(Put("bare.json", "{\"scenario\": {\"name\": \"bare\"}}"));

        exitCode.ShouldBe(3);
        errors.ShouldContain("nothing recorded to compare with");
    }

    [Fact]
    public void An_unknown_generation_is_a_usage_error_that_names_the_known_ones()
    {
        var (exitCode, output, errors) = Run(Put("a.json", "{}"), "--generation", "v2.4");

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("there is no kernel generation 'v2.4'");
        errors.ShouldContain("v6.12");
    }

    [Fact]
    public void Json_is_one_object_also_when_nothing_could_be_verified()
    {
        var (exitCode, output, _) = Run(Put("a.json", "{"), "-o", "json");

        exitCode.ShouldBe(3);
        output.ShouldStartWith("{");
        output.ShouldContain("\"notVerified\": 1");
    }

    [Fact]
    public void A_run_that_does_what_was_recorded_gives_exit_code_0()
    {
        var (exitCode, output, errors) = Run(Put("a.json", Recorded(result: 0)));

        errors.ShouldBeEmpty();
        exitCode.ShouldBe(0);
        output.ShouldStartWith("agrees     one_sync  v6.12, seed 1, ");
        output.ShouldEndWith("1 of 1 recordings agree, 0 disagree, 0 could not be verified; 100.0 % of times within bounds (0/0)\n");
    }

    [Fact]
    public void A_run_that_does_something_else_gives_exit_code_1_and_both_sides()
    {
        var (exitCode, output, _) = Run(Put("a.json", Recorded(result: -5)));

        exitCode.ShouldBe(1);
        output.ShouldContain("DISAGREES  one_sync  v6.12");
        output.ShouldContain("  outcome: tries of d0/drv\n    recorded:   -5 (caller)\n    this run:   0 (caller)\n    decided by: section 2.");
    }

    [Fact]
    public void A_bad_file_does_not_hide_what_the_others_show()
    {
        Put("a.json", "{");
        Put("b.json", Recorded(result: 0));
        Put("c.json", Recorded(result: -5));

        var (exitCode, output, errors) = Run(_folder.FullName);

        exitCode.ShouldBe(3);
        errors.ShouldContain("a.json:1:");
        output.ShouldContain("agrees     one_sync");
        output.ShouldContain("DISAGREES  one_sync");
        output.ShouldContain("1 of 3 recordings agree, 1 disagree, 1 could not be verified");
    }

    [Fact]
    public void Generation_and_seed_may_be_chosen()
    {
        var (exitCode, output, _) = Run(Put("a.json", Recorded(result: 0)), "--generation", "6.1", "--seed", "9");

        exitCode.ShouldBe(0);
        output.ShouldContain("v6.1, seed 9, ");
    }

    [Theory]
    [InlineData(RunStatus.LimitReached, 6)]
    [InlineData(RunStatus.Failed, 70)]
    [InlineData(RunStatus.Hung, 1)]
    public void A_run_that_does_not_complete_never_agrees(RunStatus status, int expected)
    {
        var (exitCode, output, errors) = Run(new EndingRunner(status), Put("a.json", Recorded(result: 0)));

        exitCode.ShouldBe(expected);
        (output + errors).ShouldContain("the reason");
    }

    [Fact]
    public void A_kernel_that_no_generation_stands_for_asks_for_one()
    {
        var (exitCode, _, errors) = Run(Put("a.json", Recorded(result: 0).Replace("6.12.117", "2.6.32", StringComparison.Ordinal)));

        exitCode.ShouldBe(3);
        errors.ShouldContain("2.6.32");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Run(new EmbeddedRunner(BareHosts.Instance), arguments);

    private static (int ExitCode, string Output, string Errors) Run(IRunner runner, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        using var log = new LoggerConfiguration().CreateLogger();
        using var console = new CliConsole(Stream.Null, output, errors);
        var exitCode = new NumaProbeCommand(new CliContext(console, runner, log)).Run(["verify", .. arguments]);
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    private static string Recorded(int result) => $$"""
        {
          "schema": "probe-oracle/1",
          "scenario": {
            "name": "one_sync", "title": "one device, one sync driver", "tags": ["sync"],
            "topology": {"nodes": [{"id": 0, "cpus": [0], "memoryMiB": 64}], "distances": [[10]], "offlineCpus": []},
            "kernel": {"cmdline": "", "moduleAsyncProbe": false},
            "threads": [{"id": 0, "cpu": 0}],
            "drivers": [{"name": "drv", "probeType": "sync", "bus": "platform", "match": ["m"]}],
            "devices": [{"name": "d0", "match": "m", "node": 0, "parent": null, "bus": "platform"}],
            "probes": [{"device": "d0", "driver": null, "work": "sleep", "durationMs": 50, "result": {"kind": "ok"}, "removeMs": 0, "before": [], "after": []}],
            "events": [
              {"thread": 0, "atMs": 0, "op": "device_add", "target": "d0"},
              {"thread": 0, "atMs": 0, "op": "driver_register", "target": "drv"}
            ]
          },
          "machine": {"kernel": "6.12.117", "commandLine": "", "accelerator": "", "guestNodes": []},
          "invariants": {
            "attempts": {"d0/drv": [[{{result}}, "caller"]]},
            "before": [["call:0:device_add:d0", "probe:d0/drv#0"]],
            "overlap": [["call:1:driver_register:drv", "probe:d0/drv#0"]],
            "blockedCalls": ["call:1:driver_register:drv"]
          }
        }
        """;

    private string Put(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Ends every run at once in one way.</summary>
    private sealed class EndingRunner(RunStatus status) : IRunner
    {
        public RunEnd Execute(
            Scenario scenario, KernelGeneration generation, ulong seed, ITraceSink sink, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
            new(status, 0, 0, "the reason");
    }
}
