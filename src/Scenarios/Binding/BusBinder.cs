using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads buses, modules and drivers, and fills their tables of names.</summary>
internal static class BusBinder
{
    /// <summary>The spelling of each <see cref="BusKind"/>.</summary>

    /// <summary>The buses; the platform bus comes first unless it is declared.</summary>
    internal static List<BusSpec> BindBuses(Field field, BindContext context)
    {
        var buses = new List<BusSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "buses"))
        {
            if (MappingView.Open(item, context.Problems, "a bus", ScenarioFormat.Bus.Keys) is { } view && TakeName(view, context.Buses, context) is { } name)
            {
                buses.Add(new(
                    name,
                    context.Values.Boolean(view["need_parent_lock"]) ?? false,
                    context.Values.Boolean(view["drivers_autoprobe"]) ?? true,
                    Kind(view["type"], context)));
            }
        }

        if (context.Buses.Add(ScenarioDefaults.Bus, default, report: false))
        {
            buses.Insert(0, new(ScenarioDefaults.Bus));
        }

        context.PciBuses.UnionWith(buses.Where(b => b.Kind == BusKind.Pci).Select(b => b.Name));

        return buses;
    }

    private static BusKind Kind(Field field, BindContext context) =>
        context.Values.Word(field, FileWords.BusKinds) is { } word ? (BusKind)Array.IndexOf(FileWords.BusKinds, word) : BusKind.Plain;

    internal static List<ModuleSpec> BindModules(Field field, BindContext context)
    {
        var modules = new List<ModuleSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "modules", context.Modules.Count))
        {
            if (MappingView.Open(item, context.Problems, "a module", ScenarioFormat.Module.Keys) is { } view && TakeName(view, context.Modules, context) is { } name)
            {
                modules.Add(new(name, context.Values.Boolean(view["async_probe"])));
            }
        }

        return modules;
    }

    internal static List<DriverSpec> BindDrivers(Field field, BindContext context)
    {
        var drivers = new List<DriverSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "drivers", context.Drivers.Count))
        {
            if (MappingView.Open(item, context.Problems, "a driver", ScenarioFormat.Driver.Keys) is { } view && TakeName(view, context.Drivers, context) is { } name)
            {
                var words = view["match"].Kind == DocumentKind.Null
                    ? [name]
                    : context.Values.ListOrOne(view["match"]).Select(context.Values.Name).OfType<string>().ToList();
                drivers.Add(new(
                    name,
                    Reference(view["bus"], context.Buses, context) ?? ScenarioDefaults.Bus,
                    BindProbeType(view["probe_type"], context),
                    [.. words],
                    ModuleOf(view["module"], context))
                {
                    AsyncSince = NamingBinder.Release(view["async_since"], context),
                });
            }
        }

        return drivers;
    }

    /// <summary>A name that must be in a table; null when absent, wrong or unknown.</summary>
    internal static string? Reference(Field field, NameTable table, BindContext context) =>
        context.Values.Name(field) is { } name && table.Resolve(name, field.Mark) ? name : null;

    /// <summary>The owning module. One that is known may be loaded already, without the driver that a fragment would add to it.</summary>
    private static string? ModuleOf(Field field, BindContext context)
    {
        var module = Reference(field, context.Modules, context);
        if (module is null || !context.Modules.IsKnown(module))
        {
            return module;
        }

        context.Problems.Add(
            field.Mark, $"a driver for module {Quoted.Text(module)}", "the scenario has that module already, and a fragment changes nothing of it", "give the driver a new module, or none");
        return null;
    }

    private static string? TakeName(MappingView view, NameTable table, BindContext context)
    {
        var field = view.Required("name");
        var name = context.Values.Name(field);
        if (name is not null && NameRules.RefuseColon(name) is { } why)
        {
            context.Problems.Add(field.Mark, $"{Quoted.Text(name)} is no name", why);
            name = null;
        }

        table.Incomplete |= name is null;
        return name is not null && table.Add(name, field.Mark) ? name : null;
    }

    private static ProbeType BindProbeType(Field field, BindContext context) =>
        context.Values.Word(field, FileWords.ProbeTypes) is { } word ? (ProbeType)(Array.IndexOf(FileWords.ProbeTypes, word) % Enum.GetValues<ProbeType>().Length) : ProbeType.Default;
}
