using System.Globalization;
using NumaProbe.Scenarios.Writing;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios;

/// <summary>
/// Writes a scenario as YAML that loads back to an equal one. Says nothing that is the default, and writes neighbours
/// that count up as series, so that large regular scenarios stay within the bounds of a file; irregular ones with tens
/// of thousands of devices may not.
/// </summary>
public static class ScenarioWriter
{
    /// <summary>The YAML text. The scenario must be valid.</summary>
    /// <param name="scenario">The scenario.</param>
    public static string Write(Scenario scenario) => Write(scenario, out _);

    /// <summary>The YAML text, and how many keys and values it has.</summary>
    internal static string Write(Scenario scenario, out int values)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var yaml = new YamlText();
        yaml.BeginMapping();
        WriteHeader(scenario, yaml);
        var machine = new MachineWriter(yaml);
        machine.WriteTopology(scenario.Topology);
        machine.WriteKernel(scenario.Kernel);
        var buses = new BusWriter(yaml);
        buses.WriteBuses(scenario.Buses);
        if (!scenario.Modules.IsEmpty)
        {
            buses.WriteModules(scenario.Modules);
        }

        if (!scenario.Drivers.IsEmpty)
        {
            buses.WriteDrivers(scenario.Drivers);
        }

        WriteList(yaml, "devices", scenario.Devices.Length, () => new DeviceWriter(yaml).Write(scenario.Devices));
        WriteList(yaml, "naming", scenario.Naming.Length, () => new NamingWriter(yaml).Write(scenario.Naming));
        if (!scenario.Locks.IsEmpty)
        {
            yaml.Plain("locks");
            yaml.Texts(scenario.Locks);
        }

        WriteList(yaml, "probes", scenario.Probes.Length, () => new ProbeWriter(yaml).Write(scenario.Probes));
        machine.WriteThreads(scenario.Threads);
        WriteList(yaml, "events", scenario.Events.Length, () => new EventWriter(yaml).Write(scenario.Events, scenario.Threads[0].Id));
        var outcome = new OutcomeWriter(yaml);
        outcome.WriteCosts(scenario.Costs, scenario.CostSource, scenario.FittedCosts);
        if (!scenario.Expectations.IsEmpty)
        {
            outcome.WriteExpectations(scenario.Expectations);
        }

        yaml.EndMapping();
        values = yaml.Values;
        return yaml.Finish();
    }

    private static void WriteHeader(Scenario scenario, YamlText yaml)
    {
        yaml.Plain("apiVersion");
        yaml.Plain(ScenarioDefaults.ApiVersion);
        yaml.Plain("kind");
        yaml.Plain(ScenarioDefaults.Kind);
        WriteProse(yaml, "name", scenario.Name);
        WriteProse(yaml, "title", scenario.Title.Length == 0 ? null : scenario.Title);
        WriteProse(yaml, "question", scenario.Question);
        WriteProse(yaml, "answer", scenario.Answer);
        if (!scenario.Tags.IsEmpty)
        {
            yaml.Plain("tags");
            yaml.Texts(scenario.Tags);
        }

        yaml.Plain("seed");
        yaml.Plain(scenario.Seed.ToString(CultureInfo.InvariantCulture));
        WriteProse(yaml, "generation", scenario.Generation);
    }

    private static void WriteProse(YamlText yaml, string key, string? text)
    {
        if (text is not null)
        {
            yaml.Plain(key);
            yaml.Prose(text);
        }
    }

    private static void WriteList(YamlText yaml, string key, int count, Action write)
    {
        if (count > 0)
        {
            yaml.Plain(key);
            yaml.BeginList();
            write();
            yaml.EndList();
        }
    }
}
