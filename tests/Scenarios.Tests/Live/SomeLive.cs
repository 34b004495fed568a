using System.Text;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests.Live;

/// <summary>A small scenario that fragments are added to, and short ways to do so.</summary>
internal static class SomeLive
{
    /// <summary>What the scenario has besides <see cref="SomeYaml.Things"/>.</summary>
    internal const string More = "buses: [{name: usb}]\nprobes: [{device: d0, steps: [{device_add: d1}]}]\nevents: [{driver_register: drvA}]\n";

    internal static Scenario Scenario { get; } = SomeYaml.Valid(SomeYaml.Things + More);

    internal static LiveScenario Live() => new(Scenario, "v6.1", 7);

    internal static FragmentReading Read(string text, string fileName = "f.yaml") => ScenarioFragment.Read(Encoding.UTF8.GetBytes(text), fileName, Scenario);

    /// <summary>The texts of the problems of a fragment, without its name.</summary>
    internal static IReadOnlyList<string> Problems(string text, string fileName = "f.yaml")
    {
        var reading = Read(text, fileName);
        (reading.Fragment is null).ShouldBe(reading.Problems.Count > 0);
        return [.. reading.Problems.Select(p => p.ToString()[(fileName.Length + 1)..])];
    }

    internal static ScenarioFragment Valid(string text)
    {
        var reading = Read(text);
        reading.Describe().ShouldBeEmpty();
        return reading.Fragment.ShouldNotBeNull();
    }

    internal static InjectionOutcome Inject(this LiveScenario live, string text, long atNs, int thread)
    {
        var reading = live.Read(Encoding.UTF8.GetBytes(text), "f.yaml");
        reading.Describe().ShouldBeEmpty();
        return live.Add(reading.Fragment!, atNs, thread);
    }
}
