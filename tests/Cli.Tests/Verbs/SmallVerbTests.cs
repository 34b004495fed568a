using System.Text.Json;
using NumaProbe.Cli.Tests.Support;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Cli.Tests.Verbs;

public sealed class SmallVerbTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Check_says_what_is_in_a_good_file()
    {
        _cli.Run("check", _cli.File("s.yaml", SomeScenario.TwoNodes)).ShouldBe(0);
        _cli.Out.ShouldBe($"{_cli["s.yaml"]}: ok (2 nodes, 2 devices, 1 driver, 4 events)\n");
    }

    [Fact]
    public void Check_prints_the_problems_of_all_files()
    {
        _cli.Run("check", _cli["none.yaml"], _cli.File("bad.yaml", "kind: Scenario\n"), _cli.File("s.yaml", SomeScenario.TwoNodes)).ShouldBe(3);
        _cli.Out.ShouldContain($"{_cli["none.yaml"]}: no such file");
        _cli.Out.ShouldContain($"{_cli["bad.yaml"]}:1:1: missing key 'apiVersion'");
        _cli.Out.ShouldContain($"{_cli["s.yaml"]}: ok");
    }

    [Fact]
    public void Check_reads_standard_input()
    {
        _cli.RunWith(SomeScenario.TwoNodes, "check", "-").ShouldBe(0);
        _cli.Out.ShouldStartWith("standard input: ok");
    }

    [Fact]
    public void Generations_lists_every_generation_and_marks_the_default()
    {
        _cli.Run("generations").ShouldBe(0);
        var lines = _cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(KernelGenerations.All.Count + 1);
        lines.Single(l => l.Contains("(default)", StringComparison.Ordinal)).ShouldStartWith(KernelGenerations.Default.Name);
        _cli.Out.ShouldNotContain("\u001b");
    }

    [Fact]
    public void Version_is_the_same_in_every_form()
    {
        _cli.Run("version").ShouldBe(0);
        var text = _cli.Out;
        text.ShouldMatch(@"^numaprobe \d+\.\d+\.\d+\n$");
        _cli.Run("--version").ShouldBe(0);
        _cli.Out.ShouldBe(text);
        _cli.Run("version", "-o", "json").ShouldBe(0);
        using var json = JsonDocument.Parse(_cli.Out);
        $"numaprobe {json.RootElement.GetProperty("version").GetString()}\n".ShouldBe(text);
        json.RootElement.GetProperty("kind").GetString().ShouldBe("Version");
    }
}
