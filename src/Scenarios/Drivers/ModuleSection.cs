using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Drivers;

namespace NumaProbe.Scenarios.Drivers;

/// <summary>Modules: their keys, how they are read and written.</summary>
internal static class ModuleSection
{
    private static readonly FormatKey<bool?> AsyncProbe = new("async_probe", Formats.Flag, "the module's argument", "the kernel's default");

    internal static FormatMapping Mapping { get; } = new("module", "A module", [OwnNames.Name, AsyncProbe]) { Noun = "a module" };

    internal static List<ModuleSpec> Read(Field field, BindContext context)
    {
        var modules = new List<ModuleSpec>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.Drivers, "modules", context.Modules.Count))
        {
            if (MappingView.Open(item, context, Mapping) is { } view && OwnNames.Take(view, context.Modules, context) is { } name)
            {
                modules.Add(new(name, AsyncProbe.Read(view, context)));
            }
        }

        return modules;
    }

    internal static void Write(YamlText yaml, ModuleSpec module)
    {
        yaml.BeginMapping(inLine: true);
        OwnNames.Name.Write(yaml, module.Name);
        AsyncProbe.Write(yaml, module.AsyncProbe);
        yaml.EndMapping();
    }
}
