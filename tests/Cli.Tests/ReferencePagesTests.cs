using System.Globalization;
using System.Text.RegularExpressions;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests;

/// <summary>Keeps the reference pages equal to the program.</summary>
public sealed partial class ReferencePagesTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_page_on_exit_codes_lists_exactly_the_codes()
    {
        var rows = File.ReadLines(RepoRoot.Combine("docs/reference/exit-codes.md")).Where(l => l.Length > 2 && char.IsAsciiDigit(l[2]));
        rows.ShouldBe(ExitCode.All.Select(c => string.Create(CultureInfo.InvariantCulture, $"| {c.Code} | {c.Name} | {c.Meaning} |")));
    }

    [Fact]
    public void The_page_on_the_command_line_has_a_section_for_every_verb_with_every_option()
    {
        var page = File.ReadAllText(RepoRoot.Combine("docs/reference/cli.md"));
        _cli.Run("--help");
        var verbs = Verb().Matches(_cli.Out[_cli.Out.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(m => m.Groups["name"].Value).ToList();
        Heading().Matches(page).Select(m => m.Groups["name"].Value).ShouldBe(verbs, ignoreOrder: true);
        foreach (var verb in verbs)
        {
            var start = page.IndexOf($"## `{verb}", StringComparison.Ordinal);
            var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
            var section = page[start..(end < 0 ? page.Length : end)];
            _cli.Run(verb, "--help");
            foreach (var option in LongOption().Matches(_cli.Out[_cli.Out.IndexOf("Options:", StringComparison.Ordinal)..]).Select(m => m.Value).Where(o => o is not "--help" and not "--debug"))
            {
                section.ShouldContain(option, Case.Sensitive, verb);
            }
        }
    }

    [GeneratedRegex("^  (?<name>[a-z]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    [GeneratedRegex("^## `(?<name>[a-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("(?<= )--[a-z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongOption();
}
