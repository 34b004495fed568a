using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Naming;

/// <summary>
/// Naming classes: how they are read, which fills their table of names, the kernel's among them, and written, in full also where they change one of the kernel's.
/// A class without <c>name</c> is one of the kernel's with the keys given changed; one with it is read by itself.
/// </summary>
internal static class NamingSection
{
    internal static List<NamingClass> Read(Field field, BindContext context)
    {
        var classes = new List<NamingClass>();
        var ofs = new List<Field>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.NamingClasses, "naming classes"))
        {
            if (MappingView.Open(item, context, NamingKeys.Mapping) is { } view && ReadClass(view, context) is { } naming)
            {
                classes.Add(naming);
                ofs.Add(view[NamingKeys.Of.Key]);
            }
        }

        foreach (var builtIn in BuiltInNaming.All)
        {
            context.NamingClasses.Add(builtIn.Name, default, report: false);
        }

        for (var i = 0; i < classes.Count; i++)
        {
            if (ofs[i].Given && classes[i].Of is { } of)
            {
                context.NamingClasses.Resolve(of, ofs[i].Mark);
            }
        }

        return classes;
    }

    internal static void Write(YamlText yaml, NamingClass naming)
    {
        yaml.BeginMapping(inLine: true);
        NamingKeys.Class.Write(yaml, naming.Name);
        NamingKeys.Name.Write(yaml, naming.Format);
        NamingKeys.Source.Write(yaml, naming.Source);
        NamingKeys.Taken.Write(yaml, naming.Taken);
        NamingKeys.First.Write(yaml, naming.First == 0 ? null : naming.First);
        NamingKeys.Of.Write(yaml, naming.Of);
        NamingKeys.Fixed.Write(yaml, naming.Fixed.IsEmpty ? null : naming.Fixed);
        NamingKeys.Before.Write(yaml, naming.Before.IsEmpty ? null : naming.Before);
        yaml.EndMapping();
    }

    private static NamingClass? ReadClass(MappingView view, BindContext context)
    {
        var name = NamingKeys.Class.Read(view, context, out var nameField);
        context.NamingClasses.Incomplete |= name is null;
        var format = Format(view, name, context);
        var basis = format is null && name is not null && view[NamingKeys.Name.Key].Kind == DocumentKind.Null ? BuiltInNaming.Find(name) : null;
        var sourceField = format is null ? view[NamingKeys.Source.Key] : view.Required(NamingKeys.Source.Key);
        var source = NamingKeys.Source.Value.Read(sourceField, context) ?? basis?.Source;
        var taken = NamingKeys.Taken.Read(view, context) ?? basis?.Taken ?? IndexTime.InProbe;
        var first = NamingKeys.First.Read(view, context) ?? basis?.First ?? 0;
        var of = NamingKeys.Of.Read(view, context, out var ofField) ?? basis?.Of;
        var isFixed = source is IndexSource.Alias or IndexSource.Fixed;
        if (view[NamingKeys.Fixed.Key] is { Given: true } fixedField && source is not null && !isFixed)
        {
            context.Problems.Add(fixedField.Mark, "fixed numbers of a class that takes them elsewhere", $"source is {FileWords.Of(source.Value)}", "write source: alias, or source: fixed");
        }

        if (source == IndexSource.Parent && of is null && !ofField.Given)
        {
            context.Problems.Add(view.Mark, "'of' is missing", "source: parent says that another class has the number", "name that class");
        }

        var changes = view[NamingKeys.Before.Key].Given ? NamingKeys.Before.Read(view, context)!.Value : basis?.Before ?? [];
        var numbers = NamingKeys.Fixed.Read(view, context)!.Value;
        if (name is null || (basis is null && (format is null || source is null)) || !context.NamingClasses.Add(name, nameField.Mark))
        {
            return null;
        }

        return new(name, format ?? basis!.Format, source!.Value, taken) { First = first, Of = of, Before = changes, Fixed = numbers };
    }

    private static string? Format(MappingView view, string? name, BindContext context)
    {
        var format = NamingKeys.Name.Read(view, context, out var field);
        if (field.Kind == DocumentKind.Null && name is not null && BuiltInNaming.Find(name) is null)
        {
            context.Problems.Add(view.Mark, "missing key 'name'", $"the kernel has no class {Quoted.Text(name)} that it could come from", "write for example name: \"disk{}\"");
        }

        if (format is null || NameFormat.Refuse(format) is not { } why)
        {
            return format;
        }

        context.Problems.Add(field.Mark, $"'name' is {Quoted.Text(format)}", why, "write for example \"disk{}\", or \"sd{a}\" for letters");
        return null;
    }
}
