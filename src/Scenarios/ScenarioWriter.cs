using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Expectations;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Machine;
using NumaProbe.Scenarios.Naming;
using NumaProbe.Scenarios.Probes;
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
        Write(yaml, ScenarioKeys.Topology, () => TopologySection.Write(yaml, scenario.Topology));
        if (!KernelSection.IsDefault(scenario.Kernel))
        {
            Write(yaml, ScenarioKeys.Kernel, () => KernelSection.Write(yaml, scenario.Kernel));
        }

        WriteEach(yaml, ScenarioKeys.Buses, scenario.Buses, BusSection.Write);
        WriteEach(yaml, ScenarioKeys.Modules, scenario.Modules, ModuleSection.Write);
        WriteEach(yaml, ScenarioKeys.Drivers, scenario.Drivers, DriverSection.Write);
        WriteList(yaml, ScenarioKeys.Devices, scenario.Devices.Length, () => new DeviceWriter(yaml).Write(scenario.Devices));
        WriteEach(yaml, ScenarioKeys.Naming, scenario.Naming, NamingSection.Write);
        if (!scenario.Locks.IsEmpty)
        {
            Write(yaml, ScenarioKeys.Locks, () => yaml.Texts(scenario.Locks));
        }

        WriteList(yaml, ScenarioKeys.Probes, scenario.Probes.Length, () => new ProbeWriter(yaml).Write(scenario.Probes));
        WriteEach(yaml, ScenarioKeys.Threads, scenario.Threads, ThreadSection.Write);
        WriteList(yaml, ScenarioKeys.Events, scenario.Events.Length, () => new EventWriter(yaml).Write(scenario.Events, scenario.Threads[0].Id));
        if (!CostSection.IsDefault(scenario.Costs, scenario.CostSource, scenario.FittedCosts))
        {
            Write(yaml, ScenarioKeys.Costs, () => CostSection.Write(yaml, scenario.Costs, scenario.CostSource, scenario.FittedCosts));
        }

        WriteEach(yaml, ScenarioKeys.Expect, scenario.Expectations, ExpectationSection.Write);
        yaml.EndMapping();
        values = yaml.Values;
        return yaml.Finish();
    }

    private static void WriteHeader(Scenario scenario, YamlText yaml)
    {
        ScenarioKeys.ApiVersion.Write(yaml, ScenarioDefaults.ApiVersion);
        ScenarioKeys.Kind.Write(yaml, ScenarioDefaults.Kind);
        ScenarioKeys.Name.Write(yaml, scenario.Name);
        ScenarioKeys.Title.Write(yaml, scenario.Title.Length == 0 ? null : scenario.Title);
        ScenarioKeys.Question.Write(yaml, scenario.Question);
        ScenarioKeys.Answer.Write(yaml, scenario.Answer);
        ScenarioKeys.Tags.Write(yaml, scenario.Tags.IsEmpty ? null : scenario.Tags);
        ScenarioKeys.Seed.Write(yaml, scenario.Seed);
        ScenarioKeys.Generation.Write(yaml, scenario.Generation);
    }

    private static void Write(YamlText yaml, FormatKey key, Action write)
    {
        yaml.Plain(key.Key);
        write();
    }

    private static void WriteEach<T>(YamlText yaml, FormatKey key, ImmutableArray<T> items, Action<YamlText, T> write) => WriteList(yaml, key, items.Length, () =>
    {
        foreach (var item in items)
        {
            write(yaml, item);
        }
    });

    private static void WriteList(YamlText yaml, FormatKey key, int count, Action write)
    {
        if (count > 0)
        {
            Write(yaml, key, () =>
            {
                yaml.BeginList();
                write();
                yaml.EndList();
            });
        }
    }
}
