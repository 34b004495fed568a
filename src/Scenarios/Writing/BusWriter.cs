using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Binding;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Writing;

/// <summary>Writes buses, modules and drivers.</summary>
internal sealed class BusWriter(YamlText yaml)
{
    internal void WriteBuses(ImmutableArray<BusSpec> buses)
    {
        yaml.Plain("buses");
        yaml.BeginList();
        foreach (var bus in buses)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Plain("name");
            yaml.Text(bus.Name);
            if (bus.NeedParentLock)
            {
                yaml.Plain("need_parent_lock");
                yaml.Boolean(true);
            }

            if (!bus.DriversAutoprobe)
            {
                yaml.Plain("drivers_autoprobe");
                yaml.Boolean(false);
            }

            if (bus.Kind != BusKind.Plain)
            {
                yaml.Plain("type");
                yaml.Plain(FileWords.BusKinds[(int)bus.Kind]);
            }

            yaml.EndMapping();
        }

        yaml.EndList();
    }

    internal void WriteModules(ImmutableArray<ModuleSpec> modules)
    {
        yaml.Plain("modules");
        yaml.BeginList();
        foreach (var module in modules)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Plain("name");
            yaml.Text(module.Name);
            if (module.AsyncProbe is { } asyncProbe)
            {
                yaml.Plain("async_probe");
                yaml.Boolean(asyncProbe);
            }

            yaml.EndMapping();
        }

        yaml.EndList();
    }

    internal void WriteDrivers(ImmutableArray<DriverSpec> drivers)
    {
        yaml.Plain("drivers");
        yaml.BeginList();
        foreach (var driver in drivers)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Plain("name");
            yaml.Text(driver.Name);
            if (!string.Equals(driver.Bus, ScenarioDefaults.Bus, StringComparison.Ordinal))
            {
                yaml.Plain("bus");
                yaml.Text(driver.Bus);
            }

            if (driver.ProbeType != ProbeType.Default)
            {
                yaml.Plain("probe_type");
                yaml.Plain(FileWords.Of(driver.ProbeType));
            }

            if (driver.AsyncSince is not null)
            {
                yaml.Plain("async_since");
                yaml.Text(driver.AsyncSince);
            }

            if (driver.Match.Length != 1 || !string.Equals(driver.Match[0], driver.Name, StringComparison.Ordinal))
            {
                yaml.Plain("match");
                yaml.Texts(driver.Match);
            }

            if (driver.Module is not null)
            {
                yaml.Plain("module");
                yaml.Text(driver.Module);
            }

            yaml.EndMapping();
        }

        yaml.EndList();
    }
}
