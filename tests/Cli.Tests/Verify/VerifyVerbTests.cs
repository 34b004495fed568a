using System.CommandLine;
using NumaProbe.Cli.Verbs;
using NumaProbe.Shared.Runs;

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
        errors.ShouldContain("no kernel generation 'v2.4'; known: ");
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

    public void Dispose() => _folder.Delete(recursive: true);

    private static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var verb = VerifyVerb.Create(static (_, _, _, _, _) => new RunEnd(RunStatus.Completed, 0, 0, null));
        var exitCode = verb.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (exitCode, output.ToString(), errors.ToString());
    }

    private string Put(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
