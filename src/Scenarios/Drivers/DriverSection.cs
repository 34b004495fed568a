using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Drivers;

/// <summary>Drivers: their keys, how they are read and written.</summary>
internal static class DriverSection
{
    private static readonly FormatKey<string?> Bus = new("bus", OwnNames.In(context => context.Buses), "its bus", "`platform`");
    private static readonly FormatKey<ProbeType?> Type = new("probe_type", Formats.Enum<ProbeType>(FileWords.ProbeTypes), "how it asks to be probed", "`default`");
    private static readonly FormatKey<string?> AsyncSince = new("async_since", Formats.Release, "the first release in which it prefers to be probed asynchronously, for example `v6.12`", "as `probe_type` says");
    private static readonly FormatKey<ImmutableArray<string>?> Match = new("match", Formats.Names, "the words of devices it takes", "its own name");
    private static readonly FormatKey<string?> Module = new("module", OwnNames.In(context => context.Modules), "its module", "built in");

    internal static FormatMapping Mapping { get; } = new("driver", "A driver", [OwnNames.Name, Bus, Type, AsyncSince, Match, Module]) { Noun = "a driver" };

    internal static List<DriverSpec> Read(Field field, BindContext context)
    {
        var drivers = new List<DriverSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "drivers", context.Drivers.Count))
        {
            if (MappingView.Open(item, context, Mapping) is { } view && OwnNames.Take(view, context.Drivers, context) is { } name)
            {
                drivers.Add(new(
                    name,
                    Bus.Read(view, context) ?? ScenarioDefaults.Bus,
                    Type.Read(view, context) ?? ProbeType.Default,
                    Match.Read(view, context) ?? [name],
                    ModuleOf(view, context))
                {
                    AsyncSince = AsyncSince.Read(view, context),
                });
            }
        }

        return drivers;
    }

    internal static void Write(YamlText yaml, DriverSpec driver)
    {
        yaml.BeginMapping(inLine: true);
        OwnNames.Name.Write(yaml, driver.Name);
        Bus.Write(yaml, string.Equals(driver.Bus, ScenarioDefaults.Bus, StringComparison.Ordinal) ? null : driver.Bus);
        Type.Write(yaml, driver.ProbeType == ProbeType.Default ? null : driver.ProbeType);
        AsyncSince.Write(yaml, driver.AsyncSince);
        Match.Write(yaml, driver.Match.Length == 1 && string.Equals(driver.Match[0], driver.Name, StringComparison.Ordinal) ? null : driver.Match);
        Module.Write(yaml, driver.Module);
        yaml.EndMapping();
    }

    /// <summary>The owning module. One that is known may be loaded already, without the driver that a fragment would add to it.</summary>
    private static string? ModuleOf(MappingView view, BindContext context)
    {
        var module = Module.Read(view, context, out var field);
        if (module is null || !context.Modules.IsKnown(module))
        {
            return module;
        }

        context.Problems.Add(
            field.Mark, $"a driver for module {Quoted.Text(module)}", "the scenario has that module already, and a fragment changes nothing of it", "give the driver a new module, or none");
        return null;
    }
}
