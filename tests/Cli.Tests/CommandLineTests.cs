using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Alone_it_prints_five_verbs_and_three_examples()
    {
        _cli.Run().ShouldBe(0);
        var parts = _cli.Out.Split("\n\n");
        parts[1].Split('\n').Length.ShouldBe(6);
        parts[2].Split('\n').Length.ShouldBe(4);
        _cli.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("trase runs/x", "'trase' is unknown; did you mean 'trace'?", "see numaprobe --help")]
    [InlineData("run x --sed 3", "'--sed' is unknown; did you mean '--seed'?", "see numaprobe run --help")]
    [InlineData("run", "Required argument missing for command: 'run'.", "see numaprobe run --help")]
    [InlineData("run x --seed -4", "Cannot parse argument '-4' for option '--seed': it wants a whole number.\n", "see numaprobe run --help")]
    [InlineData("run x -o yaml", "'yaml' not recognized", "see numaprobe run --help")]
    [InlineData("run a b", "Unrecognized command or argument 'b'", "see numaprobe run --help")]
    public void A_wrong_command_line_is_exit_code_2_with_a_suggestion(string words, string message, string next)
    {
        _cli.Run(words.Split(' ')).ShouldBe(2);
        _cli.Out.ShouldBeEmpty();
        _cli.Error.ShouldContain(message);
        _cli.Error.ShouldEndWith(next + "\n");
    }

    [Fact]
    public void A_word_with_an_at_sign_is_a_word_and_no_file_of_more_words()
    {
        _cli.Run("check", "@" + _cli.File("words", "--help")).ShouldBe(3);
        _cli.Out.ShouldContain("no such file");
    }

    [Fact]
    public void Every_example_of_help_is_a_command_line_that_parses()
    {
        _cli.Run("--help").ShouldBe(0);
        var verbs = new[] { "", "run", "check", "trace", "verify", "generations", "version", "help" };
        foreach (var verb in verbs)
        {
            _cli.Run(verb.Length == 0 ? ["--help"] : [verb, "--help"]).ShouldBe(0);
            foreach (var line in _cli.Out.Split('\n').Where(l => l.StartsWith("  numaprobe ", StringComparison.Ordinal) && !l.Contains('<', StringComparison.Ordinal) && !l.Contains('[', StringComparison.Ordinal)))
            {
                var example = line.Split('|', '>')[0].Trim();
                _cli.Run(example.Split(' ')[1..]);
                _cli.Error.ShouldNotContain("see numaprobe", Case.Sensitive, example);
            }
        }
    }

    [Theory]
    [InlineData(null, "xterm", true)]
    [InlineData("", "xterm", true)]
    [InlineData("1", "xterm", false)]
    [InlineData(null, "dumb", false)]
    public void Colour_can_be_refused(string? noColor, string term, bool allowed) =>
        CliConsole.IsColourAllowed(name => string.Equals(name, "NO_COLOR", StringComparison.Ordinal) ? noColor : term).ShouldBe(allowed);

    [Fact]
    public void Help_explains_exit_codes_and_verbs()
    {
        _cli.Run("help", "exit-codes").ShouldBe(0);
        _cli.Out.ShouldContain(" 130  interrupted");
        _cli.Run("help", "run").ShouldBe(0);
        _cli.Out.ShouldContain("--generation <G>");
        _cli.Run("help", "exit-code").ShouldBe(2);
        _cli.Error.ShouldContain("did you mean 'exit-codes'?");
    }
}
