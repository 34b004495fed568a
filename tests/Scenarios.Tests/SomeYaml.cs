using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Scenario files for tests: a small valid head, and whatever a test adds from line 5 on.</summary>
internal static class SomeYaml
{
    internal const string Head = "apiVersion: numaprobe/v1\nkind: Scenario\nname: s\ntopology: 2 nodes x 2 cpus, 1GiB\n";

    /// <summary>Drivers, devices and a module that most tests can refer to; lines 5 to 8.</summary>
    internal const string Things = "modules: [{name: mod}]\ndrivers: [{name: drvA, match: m}, {name: drvB, match: m}]\ndevices: [{name: d0, match: m}, {name: d1, match: m}]\n";

    /// <summary>Loads the head and more lines.</summary>
    internal static ScenarioLoadResult Load(string more) => TestScenario.Load(Head + more, "s.yaml");

    /// <summary>The scenario of the head and more lines, which must be valid.</summary>
    internal static Scenario Valid(string more)
    {
        var result = Load(more);
        result.Describe().ShouldBeEmpty();
        return result.Scenario.ShouldNotBeNull();
    }

    /// <summary>The texts of the problems of the head and more lines.</summary>
    internal static IReadOnlyList<string> Problems(string more) => ProblemsOf(Head + more);

    /// <summary>The texts of the problems of a whole file, without the name of the file.</summary>
    internal static IReadOnlyList<string> ProblemsOf(string text, string file = "s.yaml")
    {
        var result = TestScenario.Load(text, file);
        (result.Scenario is null).ShouldBe(result.Problems.Count > 0);
        return [.. result.Problems.Select(p => p.ToString()[(file.Length + 1)..])];
    }

    /// <summary>The one problem of the head and more lines.</summary>
    internal static string Problem(string more) => Problems(more).ShouldHaveSingleItem();
}
