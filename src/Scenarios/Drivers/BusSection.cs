using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Drivers;

/// <summary>Buses: their keys, how they are read and written.</summary>
internal static class BusSection
{
    private static readonly string[] Kinds = ["plain", "pci"];

    private static readonly FormatKey<bool?> NeedParentLock = new("need_parent_lock", Formats.Flag, "binding takes the parent's lock first (USB)", "false");
    private static readonly FormatKey<bool?> DriversAutoprobe = new("drivers_autoprobe", Formats.Flag, "devices and drivers are probed when they come", "true");
    private static readonly FormatKey<BusKind?> Kind = new("type", Formats.Enum<BusKind>(Kinds), "`pci`: each probe runs on a CPU of the device's node, see [PCI](../concepts.md#pci)", "`plain`");

    internal static FormatMapping Mapping { get; } = new("bus", "A bus", [OwnNames.Name, NeedParentLock, DriversAutoprobe, Kind]) { Noun = "a bus" };

    /// <summary>The buses; the platform bus comes first unless it is declared.</summary>
    internal static List<BusSpec> Read(Field field, BindContext context)
    {
        var buses = new List<BusSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "buses"))
        {
            if (MappingView.Open(item, context, Mapping) is { } view && OwnNames.Take(view, context.Buses, context) is { } name)
            {
                buses.Add(new(name, NeedParentLock.Read(view, context) ?? false, DriversAutoprobe.Read(view, context) ?? true, Kind.Read(view, context) ?? BusKind.Plain));
            }
        }

        if (context.Buses.Add(ScenarioDefaults.Bus, default, report: false))
        {
            buses.Insert(0, new(ScenarioDefaults.Bus));
        }

        context.PciBuses.UnionWith(buses.Where(b => b.Kind == BusKind.Pci).Select(b => b.Name));
        return buses;
    }

    internal static void Write(YamlText yaml, BusSpec bus)
    {
        yaml.BeginMapping(inLine: true);
        OwnNames.Name.Write(yaml, bus.Name);
        NeedParentLock.Write(yaml, bus.NeedParentLock ? true : null);
        DriversAutoprobe.Write(yaml, bus.DriversAutoprobe ? null : false);
        Kind.Write(yaml, bus.Kind == BusKind.Plain ? null : bus.Kind);
        yaml.EndMapping();
    }
}
