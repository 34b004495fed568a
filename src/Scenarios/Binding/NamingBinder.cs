using System.Collections.Immutable;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Binding;

/// <summary>
/// Reads naming classes and fills their table of names, the kernel's among them. A class without <c>name</c> is one of the kernel's
/// with the keys given changed; one with it is read by itself.
/// </summary>
internal sealed class NamingBinder(BindContext context)
{
    /// <summary>A kernel release such as v5.3; null when absent or wrong.</summary>
    internal static string? Release(Field field, BindContext context)
    {
        if (context.Values.TextOrNumber(field) is not { } text)
        {
            return null;
        }

        return Check(text, field.Mark, field.Label, context) ? text : null;
    }

    internal List<NamingClass> Bind(Field field)
    {
        var classes = new List<NamingClass>();
        var ofs = new List<Field>();
        foreach (var item in context.Values.Bounded(field, ScenarioLimits.NamingClasses, "naming classes"))
        {
            if (MappingView.Open(item, context.Problems, "a naming class", ScenarioFormat.Naming.Keys) is { } view && BindClass(view) is { } naming)
            {
                classes.Add(naming);
                ofs.Add(view["of"]);
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

    private static bool Check(string text, Mark mark, string label, BindContext context)
    {
        if (KernelRelease.Parse(text) is not null)
        {
            return true;
        }

        context.Problems.Add(mark, $"'{label}' is {Quoted.Text(text)}", "a kernel release has a major and a minor number", "write for example v5.3");
        return false;
    }

    private NamingClass? BindClass(MappingView view)
    {
        var nameField = view.Required("class");
        var name = context.Values.Name(nameField);
        context.NamingClasses.Incomplete |= name is null;
        var format = Format(view, name);
        var basis = format is null && name is not null && view["name"].Kind == DocumentKind.Null ? BuiltInNaming.Find(name) : null;
        var source = Source(format is null ? view["source"] : view.Required("source")) ?? basis?.Source;
        var taken = Time(view["taken"]) ?? basis?.Taken ?? IndexTime.InProbe;
        var first = context.Values.Integer(view["first"], 0, ScenarioLimits.Index) ?? basis?.First ?? 0;
        var of = context.Values.Name(view["of"]) ?? basis?.Of;
        var isFixed = source is IndexSource.Alias or IndexSource.Fixed;
        if (view["fixed"].Given && source is not null && !isFixed)
        {
            context.Problems.Add(view["fixed"].Mark, "fixed numbers of a class that takes them elsewhere", $"source is {FileWords.Of(source.Value)}", "write source: alias, or source: fixed");
        }

        if (source == IndexSource.Parent && of is null && !view["of"].Given)
        {
            context.Problems.Add(view.Mark, "'of' is missing", "source: parent says that another class has the number", "name that class");
        }

        var changes = view["before"].Given ? Changes(view["before"]) : basis?.Before ?? [];
        var numbers = Fixed(view["fixed"]);
        if (name is null || (basis is null && (format is null || source is null)) || !context.NamingClasses.Add(name, nameField.Mark))
        {
            return null;
        }

        return new(name, format ?? basis!.Format, source!.Value, taken) { First = (int)first, Of = of, Before = changes, Fixed = numbers };
    }

    private string? Format(MappingView view, string? name)
    {
        var field = view["name"];
        if (field.Kind == DocumentKind.Null)
        {
            if (name is not null && BuiltInNaming.Find(name) is null)
            {
                context.Problems.Add(view.Mark, "missing key 'name'", $"the kernel has no class {Quoted.Text(name)} that it could come from", "write for example name: \"disk{}\"");
            }

            return null;
        }

        if (context.Values.Text(field) is not { } format)
        {
            return null;
        }

        if (NameFormat.Refuse(format) is not { } why)
        {
            return format;
        }

        context.Problems.Add(field.Mark, $"'name' is {Quoted.Text(format)}", why, "write for example \"disk{}\", or \"sd{a}\" for letters");
        return null;
    }

    private IndexSource? Source(Field field) =>
        context.Values.Word(field, FileWords.IndexSources) is { } word ? (IndexSource)Array.IndexOf(FileWords.IndexSources, word) : null;

    private IndexTime? Time(Field field) =>
        context.Values.Word(field, FileWords.IndexTimes) is { } word ? (IndexTime)Array.IndexOf(FileWords.IndexTimes, word) : null;

    private ImmutableArray<NamingChange> Changes(Field field)
    {
        var changes = new List<NamingChange>();
        foreach (var entry in MappingView.OpenAny(field, context.Problems, "a mapping from release to what was different")?.Entries ?? [])
        {
            if (Check(entry.Key, entry.Mark, field.Label, context)
                && MappingView.Open(Field.Of(entry), context.Problems, "an older kernel's way", ScenarioFormat.NamingChange.Keys) is { } view)
            {
                changes.Add(new(entry.Key, Source(view["source"]), Time(view["taken"])));
            }
        }

        return [.. changes.OrderBy(c => KernelRelease.Parse(c.Before))];
    }

    private ImmutableArray<FixedIndex> Fixed(Field field)
    {
        var numbers = ImmutableArray.CreateBuilder<FixedIndex>();
        foreach (var entry in MappingView.OpenAny(field, context.Problems, "a mapping from device to number")?.Entries ?? [])
        {
            var first = context.Values.Integer(Field.Of(entry), 0, ScenarioLimits.Index);
            if (NameTemplate.Read(entry.Key, entry.Mark, context.Problems) is not { } devices || first is null)
            {
                continue;
            }

            if (devices.Count > ScenarioLimits.NamingClasses - numbers.Count)
            {
                context.Values.TooMany(entry.Mark, "fixed numbers of a naming class", ScenarioLimits.NamingClasses);
                break;
            }

            for (var i = 0; i < devices.Count && context.Devices.Resolve(devices.At(i), entry.Mark); i++)
            {
                numbers.Add(new(devices.At(i), (int)first + i));
            }
        }

        return numbers.DrainToImmutable();
    }
}
