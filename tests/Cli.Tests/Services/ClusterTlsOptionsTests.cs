using System.CommandLine;
using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Services;

public sealed class ClusterTlsOptionsTests : IDisposable
{
    private readonly CliHarness _cli = new();
    private readonly ClusterTlsOptions _options = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void All_three_options_give_what_the_files_hold_and_none_gives_nothing()
    {
        _cli.Run("certs", "init", "--out", _cli["certs"], "node-0").ShouldBe(ExitCode.Ok, _cli.Error);

        using var tls = _options.Read(Parse(
            "--cluster-cert", _cli["certs/node-0.pem"], "--cluster-key", _cli["certs/node-0.key"], "--cluster-ca", _cli["certs/ca.pem"]));

        tls!.ProblemWithAddress("node-0").ShouldBeNull();
        _options.Read(Parse()).ShouldBeNull();
    }

    [Theory]
    [InlineData("--cluster-key and --cluster-ca are missing", "--cluster-cert", "a")]
    [InlineData("--cluster-ca is missing", "--cluster-cert", "a", "--cluster-key", "b")]
    [InlineData("--cluster-cert is missing", "--cluster-key", "b", "--cluster-ca", "c")]
    [InlineData("--cluster-key is missing", "--cluster-cert", "a", "--cluster-key", "", "--cluster-ca", "c")]
    [InlineData("--cluster-cert and --cluster-key and --cluster-ca are missing", "--cluster-cert", "")]
    public void One_option_without_the_others_is_an_error_of_the_command_line(string what, params string[] words)
    {
        var failure = Should.Throw<CliFailure>(() => _options.Read(Parse(words)));

        failure.ExitCode.ShouldBe(ExitCode.Usage);
        failure.Message.ShouldBe($"--cluster-cert, --cluster-key and --cluster-ca belong together; {what}");
    }

    [Fact]
    public void Files_that_are_wrong_end_the_command()
    {
        var failure = Should.Throw<CliFailure>(() => _options.Read(
            Parse("--cluster-cert", "a", "--cluster-key", "b", "--cluster-ca", _cli["absent"])));

        failure.ExitCode.ShouldBe(ExitCode.Usage);
        failure.Message.ShouldStartWith("the file of the cluster's authorities, ");
    }

    private ParseResult Parse(params string[] words)
    {
        var verb = new Command("node");
        _options.AddTo(verb);
        return verb.Parse(words);
    }
}
