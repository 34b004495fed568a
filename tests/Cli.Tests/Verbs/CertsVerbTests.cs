using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class CertsVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_files_and_the_next_command_are_printed()
    {
        _cli.Run("certs", "init", "--out", _cli["certs"], "coordinator=10.0.0.5", "fd00::5").ShouldBe(ExitCode.Ok, _cli.Error);

        var lines = _cli.Out.Split('\n');
        lines[..5].Select(Path.GetFileName).ShouldBe(["ca.pem", "coordinator.key", "coordinator.pem", "fd00--5.key", "fd00--5.pem"]);
        lines[..5].ShouldAllBe(file => File.Exists(file));
        _cli.Out.ShouldContain($"  numaprobe coordinator --address coordinator:4053 --cluster-cert {_cli["certs"]}/coordinator.pem ");
        _cli.Out.ShouldContain($"--cluster-ca {_cli["certs"]}/ca.pem");
    }

    [Fact]
    public void Names_are_added_while_the_key_of_the_authority_is_kept()
    {
        _cli.Run("certs", "init", "--out", _cli["certs"], "--keep-ca-key", "a").ShouldBe(ExitCode.Ok, _cli.Error);
        _cli.Run("certs", "init", "--out", _cli["certs"], "b").ShouldBe(ExitCode.Ok, _cli.Error);
        _cli.Run("certs", "init", "--out", _cli["certs"], "b").ShouldBe(ExitCode.Usage);
        _cli.Error.ShouldContain("b.pem is there already");
        _cli.Run("certs", "init", "--out", _cli["certs"], "--force", "b").ShouldBe(ExitCode.Ok, _cli.Error);
        _cli.Out.ShouldContain("a.pem is of an earlier authority and fits no more");
        _cli.Run("certs", "init", "--out", _cli["certs"], "c").ShouldBe(ExitCode.Usage);
        _cli.Error.ShouldContain("with --keep-ca-key the key is kept for next time");
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("*.example")]
    [InlineData("ca")]
    [InlineData("a,b")]
    public void A_wrong_name_is_refused_and_nothing_is_written(string name)
    {
        _cli.Run("certs", "init", "--out", _cli["certs"], "right", name).ShouldBe(ExitCode.Usage);

        _cli.Error.ShouldStartWith($"numaprobe: '{name}' is ");
        _cli.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_command_line_without_names_is_refused()
    {
        _cli.Run("certs", "init", "--out", _cli["certs"]).ShouldBe(ExitCode.Usage);
        _cli.Run("certs", "init", "--out", "", "a").ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_no_error_of_the_command_line()
    {
        _cli.Run("certs", "init", "--out", Path.Combine(_cli.File("file", ""), "certs"), "a").ShouldBe(ExitCode.RunFailed);
        _cli.Error.ShouldContain("nothing was written to");
    }
}
