using System.Globalization;
using System.Text;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests;

public sealed class ScenarioLimitsTests
{
    [Fact]
    public void A_scenario_file_has_at_most_four_mebibytes()
    {
        var fill = "# " + new string('x', ScenarioLimits.FileBytes - SomeYaml.Head.Length - 3) + "\n";

        SomeYaml.Load(fill).Describe().ShouldBeEmpty();
        SomeYaml.Problem(fill + "\n").ShouldBe(" too large: a scenario file may have 4MiB, and this one has more; write series as templates, for example nvme{0..999}");
    }

    [Fact]
    public void A_recording_has_at_most_sixteen_mebibytes()
    {
        const string Start = "{\"schema\": \"probe-oracle/1\", \"scenario\": {\"name\": \"s\", \"topology\": {\"nodes\": [{\"cpus\": [0]}]}}";
        var fill = new string(' ', ScenarioLimits.RecordingBytes - Start.Length - 1);

        TestScenario.Load(Start + fill + "}", "r.json").Describe().ShouldBeEmpty();
        TestScenario.Load(Start + fill + " }", "r.json").Describe().ShouldBe("r.json: too large: a recording may have 16MiB, and this one has more\n");
    }

    [Fact]
    public void Values_nest_at_most_so_deeply()
    {
        var deep = new string('[', ScenarioLimits.Depth - 1) + new string(']', ScenarioLimits.Depth - 1);

        SomeYaml.Problems($"tags: {deep}\n").ShouldNotContain(p => p.Contains("too deeply", StringComparison.Ordinal));
        SomeYaml.Problem($"tags: [{deep}]\n").ShouldBe("5:38: nested too deeply: lists and mappings may be 32 deep");
        SomeYaml.ProblemsOf($"{{\"tags\": [{deep}]}}", "s.json").ShouldBe(["1:41: nested too deeply: lists and mappings may be 32 deep"]);
        SomeYaml.ProblemsOf(new string('[', 500_000), "s.yaml").Count.ShouldBe(1);
        SomeYaml.ProblemsOf(new string('[', 500_000), "s.json").Count.ShouldBe(1);
    }

    [Fact]
    public void A_scenario_file_has_at_most_so_many_values()
    {
        // The head has 1 mapping and 4 keys with values; 'tags' and its list are 2 more.
        var fits = string.Join(',', Enumerable.Repeat("a", ScenarioLimits.DocumentNodes - 9 - 2));

        SomeYaml.Load($"tags: [{fits}]\n").Describe().ShouldBeEmpty();
        SomeYaml.Problem($"tags: [{fits},a]\n").ShouldContain("too many values: a file may have 500000 keys and values; write series as templates, for example nvme{0..999}");
    }

    [Fact]
    public void A_scenario_has_at_most_a_million_devices()
    {
        SomeYaml.Valid($"devices: [{{name: 'd{{1..{ScenarioLimits.Devices}}}'}}]\n").Devices.Length.ShouldBe(ScenarioLimits.Devices);
        SomeYaml.Problem($"devices: [{{name: 'd{{0..{ScenarioLimits.Devices}}}'}}]\n").ShouldBe("5:18: too many devices: a scenario may have 1000000");
        SomeYaml.Problem("devices: [{name: a}, {name: 'd{0..999999999}'}]\n").ShouldBe("5:29: too many devices: a scenario may have 1000000");
    }

    [Fact]
    public void Devices_have_at_most_so_many_suppliers_together()
    {
        const string Two = "devices: [{name: 'a{1..1000}'}, {name: 'd{1..2000}', suppliers: 'a{1..1000}'}";

        SomeYaml.Valid(Two + "]\n").Devices[1500].Suppliers.Length.ShouldBe(1000);
        SomeYaml.Problem(Two + ", {name: e, suppliers: a1}]\n").ShouldBe("5:101: too many suppliers of all devices together: a scenario may have 2000000");
        SomeYaml.Problem("devices: [{name: d, suppliers: 'a{0..1000}'}]\n").ShouldBe("5:32: too many names in 'a{0..1000}': a scenario may have 1000");
    }

    [Fact]
    public void A_machine_has_at_most_so_many_nodes()
    {
        static string Nodes(int count) =>
            $"apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {{nodes: [{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{cpus: {i}}}"))}]}}\n";

        TestScenario.Load(Nodes(ScenarioLimits.Nodes), "s.yaml").Describe().ShouldBeEmpty();
        SomeYaml.ProblemsOf(Nodes(ScenarioLimits.Nodes + 1)).ShouldHaveSingleItem().ShouldEndWith("too many nodes: a scenario may have 1024");
    }

    [Theory]
    [InlineData("0-8191", "")]
    [InlineData("0-8192", "'cpus' has '0-8192': the highest CPU number is 8191")]
    [InlineData("8191,0", "")]
    [InlineData("8192", "'cpus' has '8192': the highest CPU number is 8191")]
    public void CPU_numbers_end_below_eight_thousand(string cpus, string problem) => string.Concat(
        SomeYaml.ProblemsOf($"apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: {{nodes: [{{cpus: \"{cpus}\"}}]}}\n").Select(p => p[6..])).ShouldBe(problem);

    [Fact]
    public void A_scenario_has_at_most_two_million_events()
    {
        var entries = string.Concat(Enumerable.Repeat("- {device_add: 'd{0..999}'}\n", ScenarioLimits.Events / 1000));
        var more = "devices: [{name: 'd{0..999}'}]\nevents:\n" + entries;

        SomeYaml.Valid(more).Events.Length.ShouldBe(ScenarioLimits.Events);
        SomeYaml.Problem(more + "- {device_add: d0}\n").ShouldBe("2007:16: too many events: a scenario may have 2000000");
    }

    [Fact]
    public void A_scenario_has_at_most_a_million_expectations()
    {
        const string Million = "devices: [{name: 'd{1..1000000}'}]\nexpect: [{bound_to: {'d{1..1000000}': none}}";

        SomeYaml.Valid(Million + "]\n").Expectations.Length.ShouldBe(ScenarioLimits.Expectations);
        SomeYaml.Problem(Million + ", {bound_to: {d1: none}}]\n").ShouldEndWith("too many expectations: a scenario may have 1000000");
    }

    [Fact]
    public void A_scenario_has_at_most_so_many_threads()
    {
        static string Threads(int count) => $"threads: [{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{id: {i}, cpu: 0}}"))}]\n";

        SomeYaml.Valid(Threads(ScenarioLimits.Threads)).Threads.Length.ShouldBe(ScenarioLimits.Threads);
        SomeYaml.Problem(Threads(ScenarioLimits.Threads + 1)).ShouldEndWith("too many threads: a scenario may have 1024");
    }

    [Fact]
    public void A_rule_has_at_most_a_thousand_steps()
    {
        static string Rule(int steps) => $"probes: [{{before: [{{wait: 1ms}}], steps: [{string.Join(',', Enumerable.Repeat("{wait: 1ms}", steps))}]}}]\n";

        SomeYaml.Valid(Rule(ScenarioLimits.ProbeSteps - 1)).Probes[0].Work.Length.ShouldBe(ScenarioLimits.ProbeSteps - 1);
        SomeYaml.Problem(Rule(ScenarioLimits.ProbeSteps)).ShouldBe("5:10: too many steps of one rule: a scenario may have 1000");
        SomeYaml.Valid("devices: [{name: 'd{1..1000}'}]\nprobes: [{steps: [{device_add: 'd{1..1000}'}]}]\n").Probes[0].Work.Length.ShouldBe(1000);
        SomeYaml.Problem("devices: [{name: 'd{1..1001}'}]\nprobes: [{steps: [{device_add: 'd{1..1001}'}]}]\n").ShouldBe("6:32: too many steps of one rule: a scenario may have 1000");
    }

    [Fact]
    public void Steps_inside_others_count_as_steps_of_the_rule()
    {
        static string Rule(int steps) => $"locks: [l]\nprobes: [{{steps: [{{locked: {{lock: l, steps: [{string.Join(',', Enumerable.Repeat("{wait: 1ms}", steps))}]}}}}]}}]\n";

        SomeYaml.Valid(Rule(ScenarioLimits.ProbeSteps - 1)).Probes.ShouldHaveSingleItem();
        SomeYaml.Problem(Rule(ScenarioLimits.ProbeSteps)).ShouldBe("6:10: too many steps of one rule: a scenario may have 1000");
    }

    [Fact]
    public void A_parallel_step_has_at_most_so_many_parts()
    {
        static string Rule(int parts) => $"probes: [{{steps: [{{parallel: [{string.Join(',', Enumerable.Repeat("[wait: 1ms]", parts))}]}}]}}]\n";

        SomeYaml.Valid(Rule(ScenarioLimits.ParallelParts)).Probes.ShouldHaveSingleItem();
        SomeYaml.Problem(Rule(ScenarioLimits.ParallelParts + 1)).ShouldEndWith("too many parts of a parallel step: a scenario may have 256");
    }

    [Fact]
    public void A_result_has_at_most_so_many_conditions()
    {
        static string Rule(int cases) => $"probes: [{{result: [{string.Join(',', Enumerable.Repeat("{errno: EIO, if: {attempt: 1}}", cases))}]}}]\n";

        SomeYaml.Valid(Rule(ScenarioLimits.ResultCases)).Probes.ShouldHaveSingleItem();
        SomeYaml.Problem(Rule(ScenarioLimits.ResultCases + 1)).ShouldEndWith("too many cases of a result: a scenario may have 64");
    }

    [Fact]
    public void A_machine_has_at_most_so_many_locks()
    {
        static string Locks(int count) => $"locks: [{string.Join(',', Enumerable.Range(0, count).Select(i => $"l{i}"))}]\n";

        SomeYaml.Valid(Locks(ScenarioLimits.Locks)).Locks.Length.ShouldBe(ScenarioLimits.Locks);
        SomeYaml.Problem(Locks(ScenarioLimits.Locks + 1)).ShouldEndWith("too many locks: a scenario may have 1024");
    }

    [Fact]
    public void A_scenario_has_at_most_so_many_naming_classes_and_each_so_many_fixed_numbers()
    {
        static string Classes(int count) => $"naming: [{string.Join(',', Enumerable.Range(0, count).Select(i => $"{{class: c{i}, name: 'c{{}}', source: ida}}"))}]\n";
        static string Fixed(int count) => $"devices: [{{name: 'd{{1..{count}}}'}}]\nnaming: [{{class: mmc, fixed: {{'d{{1..{count}}}': 0}}}}]\n";

        SomeYaml.Valid(Classes(ScenarioLimits.NamingClasses)).Naming.Length.ShouldBe(ScenarioLimits.NamingClasses);
        SomeYaml.Problem(Classes(ScenarioLimits.NamingClasses + 1)).ShouldEndWith("too many naming classes: a scenario may have 1024");
        SomeYaml.Valid(Fixed(ScenarioLimits.NamingClasses)).Naming[0].Fixed.Length.ShouldBe(ScenarioLimits.NamingClasses);
        SomeYaml.Problem(Fixed(ScenarioLimits.NamingClasses + 1)).ShouldEndWith("too many fixed numbers of a naming class: a scenario may have 1024");
    }

    [Fact]
    public void All_rules_have_at_most_two_million_calls()
    {
        const string Calls = "devices: [{name: 'd{1..3000}'}]\nprobes: [{device: 'd{1..2000}', steps: [{reprobe: 'd{1..1000}'}]}";

        SomeYaml.Valid(Calls + "]\n").Probes.Length.ShouldBe(2000);
        SomeYaml.Problem(Calls + ", {device: d3000, steps: [{reprobe: d1}]}]\n").ShouldEndWith("too many steps of all rules together: a scenario may have 2000000");
    }

    [Fact]
    public void A_million_rules_without_calls_share_their_steps()
    {
        const string Million = "devices: [{name: 'd{1..1000000}'}]\nprobes: [{device: 'd{1..1000000}', steps: [{wait: 1ms}, {compute: 1ms}, {wait: 1ms}]}";

        SomeYaml.Valid(Million + "]\n").Probes.Length.ShouldBe(ScenarioLimits.Devices);
        SomeYaml.Problem(Million + ", {}]\n").ShouldEndWith("too many rules for probes: a scenario may have 1000000");
    }

    [Fact]
    public void A_name_has_at_most_so_many_characters()
    {
        var name = new string('n', ScenarioLimits.NameLength);

        SomeYaml.Valid($"devices: [{{name: {name}}}]\n").Devices[0].Name.ShouldBe(name);
        SomeYaml.Problem($"devices: [{{name: {name}n}}]\n").ShouldContain("a name has at most 128 characters, this one 129");
        SomeYaml.Problem($"devices: [{{name: '{name[..126]}{{9..100}}'}}]\n").ShouldContain("a name has at most 128 characters, this one 129");
    }

    [Fact]
    public void A_duration_has_at_most_ten_days()
    {
        SomeYaml.Valid("events: [{at: 864000s, sleep: 14400min}]\n").Events[0].AtNs.ShouldBe(ScenarioLimits.DurationNs);
        SomeYaml.Problem("events: [{at: 864000000000001ns, late_initcall: }]\n").ShouldContain("it is too large; a run ends after ten days of its own time");
        SomeYaml.Problem("events: [{sleep: '864000001'}]\n").ShouldContain("it is too large; a run ends after ten days of its own time");
    }

    [Fact]
    public void A_result_keeps_only_so_many_problems_and_counts_the_rest()
    {
        var more = new StringBuilder("tags: [");
        for (var i = 0; i <= ScenarioLimits.KeptProblems; i++)
        {
            more.Append(CultureInfo.InvariantCulture, $"{i},");
        }

        var result = SomeYaml.Load(more.Append("]\n").ToString());

        (result.Problems.Count, result.ProblemCount).ShouldBe((ScenarioLimits.KeptProblems, ScenarioLimits.KeptProblems + 1));
        result.Describe().ShouldEndWith($"and {ScenarioLimits.KeptProblems + 1 - ScenarioLimits.PrintedProblems} more\n");
    }

    [Fact]
    public void A_scenario_has_at_most_a_hundred_thousand_drivers()
    {
        var most = string.Join(',', Enumerable.Range(1, ScenarioLimits.Drivers).Select(i => $"{{name: n{i}}}"));

        SomeYaml.Valid($"drivers: [{most}]\n").Drivers.Length.ShouldBe(ScenarioLimits.Drivers);
        SomeYaml.Problem($"drivers: [{most},{{name: a}}]\n").ShouldEndWith("too many drivers: a scenario may have 100000");
        SomeYaml.Problem($"modules: [{most},{{name: a}}]\n").ShouldEndWith("too many modules: a scenario may have 100000");
        SomeYaml.Problem($"buses: [{most},{{name: a}}]\n").ShouldEndWith("too many buses: a scenario may have 100000");
    }
}
