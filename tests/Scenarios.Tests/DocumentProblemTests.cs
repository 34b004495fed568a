using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Tests;

public sealed class DocumentProblemTests
{
    [Fact]
    public void A_problem_reads_as_place_what_why_and_suggestion()
    {
        var problem = SomeYaml.Load("drivrs: []\n").Problems.ShouldHaveSingleItem();

        problem.ShouldBe(new("s.yaml", 5, 1, "unknown key 'drivrs'", "a scenario has no such key", "did you mean 'drivers'?"));
        problem.ToString().ShouldBe("s.yaml:5:1: unknown key 'drivrs': a scenario has no such key; did you mean 'drivers'?");
        new ScenarioProblem("s.yaml", 0, 0, "empty file", "there is no scenario in it", null).ToString().ShouldBe("s.yaml: empty file: there is no scenario in it");
    }

    [Theory]
    [InlineData("name: t\n", "5:1: duplicate key 'name': it stands already at 3:1 and only one of them could count; remove one of the two")]
    [InlineData("devices:\n\t- name: d0\n", "6:1: tab in the indentation: YAML indents with blanks only; use two blanks for each level")]
    [InlineData("devices:\n  \t- name: d0\n", "6:3: tab in the indentation: YAML indents with blanks only; use two blanks for each level")]
    [InlineData("title: yes\n", "5:8: 'yes' without quotes: it is a boolean to some YAML readers and text to others; write true, or \"yes\" for text")]
    [InlineData("title: Off\n", "5:8: 'Off' without quotes: it is a boolean to some YAML readers and text to others; write false, or \"Off\" for text")]
    [InlineData("on: 1\n", "5:1: 'on' without quotes: it is a boolean to some YAML readers and text to others; write true, or \"on\" for text")]
    [InlineData("title: !!str 5\n", "5:8: tag 'tag:yaml.org,2002:str': values have no tags here; remove it")]
    [InlineData("title: 5\n", "5:8: 'title' is a number: text is expected; write \"5\"")]
    [InlineData("title: true\n", "5:8: 'title' is true or false: text is expected; write \"true\"")]
    [InlineData("title: [a]\n", "5:8: 'title' is a list: text is expected")]
    [InlineData("title: \"a\\e[31m\"\n", "5:8: 'title' has the character U+001B: text of a scenario must be printable")]
    [InlineData("title: \"a\\u202Eb\"\n", "5:8: 'title' has the character U+202E: text of a scenario must be printable")]
    [InlineData("---\nname: x\n", "5:1: a second document: a file holds one scenario; put it into a file of its own")]
    [InlineData("? [a, b]\n: 1\n", "5:3: a key that is no word: keys are plain words here")]
    [InlineData("a: [1, 2\nb: 3\n", "5:6: not valid YAML: what follows cannot be read; brackets or quotes may lack their end")]
    [InlineData("title: \"x\n", "5:8: not valid YAML: while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("seed: -1\n", "5:7: 'seed' is '-1': a seed is a whole number from 0 to 18446744073709551615")]
    [InlineData("generation: v6.13\n", "5:13: unknown generation 'v6.13': no kernel of this name is emulated; there are ")]
    public void What_makes_a_file_ambiguous_is_refused(string more, string problem) => SomeYaml.Problem(more).ShouldStartWith(problem);

    [Fact]
    public void Anchors_and_aliases_are_refused_so_that_no_file_can_grow()
    {
        var bomb = string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));

        var problems = SomeYaml.Problems("a0: &a0 [x]\n" + bomb);

        problems.ShouldContain("5:5: anchor 'a0': anchors are refused, so that a file means what it shows; remove it");
        problems.ShouldContain("6:10: alias 'a0': aliases are refused, so that a file means what it shows; write the value again, or use a series such as nvme{0..7}");
        problems.Count.ShouldBe(10 + 10 + 81);
    }

    [Theory]
    [InlineData("", " empty file: there is no scenario in it")]
    [InlineData("# nothing\n", " empty file: there is no scenario in it")]
    [InlineData("---\n", " empty file: there is no scenario in it")]
    [InlineData("- a\n", "1:1: a list where a scenario is expected: it is written as keys and values")]
    [InlineData("hello\n", "1:1: text where a scenario is expected: it is written as keys and values")]
    [InlineData("processor: 0\nmodel: 3\n", "1:1: not a scenario: it has none of a scenario's keys; begin with 'apiVersion: numaprobe/v1'")]
    [InlineData("{\"a\": ", "2:1: not valid YAML: while parsing a node, did not find expected node content")]
    [InlineData("\u0000\u0001", "1:1: control character 0x00: a scenario is a text file; check that this is the right file, or save it as UTF-8")]
    [InlineData("a: b\nc: \u001b[31m", "2:4: control character 0x1b: ")]
    public void What_is_no_scenario_is_refused_once(string text, string problem) =>
        ("s.yaml:" + SomeYaml.ProblemsOf(text).ShouldHaveSingleItem()).ShouldStartWith("s.yaml:" + problem);

    [Fact]
    public void The_head_is_required_and_fixed()
    {
        SomeYaml.ProblemsOf("apiVersion: numaprobe/v2\nkind: Scenarios\ndevices: []\n").ShouldBe(
            [
                "1:1: missing key 'name': a scenario needs it",
                "1:1: missing key 'topology': a scenario needs it",
                "1:13: 'apiVersion' is 'numaprobe/v2': it must be numaprobe/v1",
                "2:7: 'kind' is 'Scenarios': it must be Scenario",
            ]);
    }

    [Fact]
    public void Problems_come_in_the_order_of_the_file()
    {
        var problems = SomeYaml.Load("events: [{device_add: x}]\ndevices: [{nme: 1}]\ndrivers: 3\nseed: x\n").Problems;

        problems.Select(p => (p.Line, p.Column)).ShouldBe(problems.Select(p => (p.Line, p.Column)).Order());
        problems.Count.ShouldBe(4);
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem() =>
        TestScenario.Load("\uFEFF" + SomeYaml.Head, "s.yaml").Problems.ShouldBeEmpty();

    [Fact]
    public void Windows_line_ends_are_no_problem() =>
        TestScenario.Load(SomeYaml.Head.Replace("\n", "\r\n", StringComparison.Ordinal), "s.yaml").Problems.ShouldBeEmpty();

    [Fact]
    public void Only_so_many_problems_are_printed_and_the_rest_counted()
    {
        var more = string.Concat(Enumerable.Range(0, ScenarioLimits.PrintedProblems + 5).Select(i => $"- {{nme: {i}, name: d{i}}}\n"));

        var result = SomeYaml.Load("devices:\n" + more);

        result.ProblemCount.ShouldBe(ScenarioLimits.PrintedProblems + 5);
        var lines = result.Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(ScenarioLimits.PrintedProblems + 1);
        lines[^1].ShouldBe("and 5 more");
    }

    [Fact]
    public void Text_of_the_file_cannot_speak_to_the_terminal() =>
        SomeYaml.Problem("\"dev\\e]0;x\\aices\": 1\n").ShouldBe("5:1: unknown key 'dev\\u001b]0;x\\u0007ices': a scenario has no such key");
}
