using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Naming;

/// <summary>The keys of a naming class, and of what it did in older kernels.</summary>
internal static class NamingKeys
{
    private static readonly ValueFormat<IndexSource?> Sources = Formats.Enum<IndexSource>(FileWords.IndexSources);
    private static readonly ValueFormat<IndexTime?> Times = Formats.Enum<IndexTime>(FileWords.IndexTimes);

    private static readonly FormatKey<IndexSource?> OldSource = new("source", Sources, "where the number came from", "as later");
    private static readonly FormatKey<IndexTime?> OldTime = new("taken", Times, "when it was taken", "as later");

    internal static readonly FormatKey<string?> Class = new("class", Formats.Name, "its name; one of the kernel's, or a new one", null);
    internal static readonly FormatKey<string?> Name = new("name", Formats.Text, "how names are made: `{}` the number, `{a}` in letters, `{of}` the number of the class it belongs to, `{device}` the device, `[…]` left out when the number is 0; with it the class is described in full", "the kernel's class, changed");
    internal static readonly FormatKey<IndexSource?> Source = new("source", Sources, "`ida` lowest free number, `counter`, `alias` fixed for some and free for the rest, `fixed` a table or the topology, the place among devices of the same match word where nothing is said, `parent` that of another class", "the kernel's");
    internal static readonly FormatKey<IndexTime?> Taken = new("taken", Times, "`in_probe` where the `index` step stands, `device_add` in the order of enumeration: when the device is added, or when its driver comes", "`in_probe`");
    internal static readonly FormatKey<int?> First = new("first", Formats.Integer(0, ScenarioLimits.Index), "the first number", "0");
    internal static readonly FormatKey<string?> Of = new("of", Formats.Name, "the class it belongs to: numbers are counted for each of its owners, the device or an ancestor");
    internal static readonly FormatKey<ImmutableArray<FixedIndex>?> Fixed = new("fixed", Formats.Value<ImmutableArray<FixedIndex>>(
        new NamesType("a device or a series", new NumberType(0, ScenarioLimits.Index)), ReadFixed, WriteFixed), "numbers fixed for some devices; those of a series count up");

    internal static readonly FormatKey<ImmutableArray<NamingChange>?> Before = new("before", Formats.Value<ImmutableArray<NamingChange>>(
        new NamesType("a release", new MappingType(static () => Change!)), ReadChanges, WriteChanges), "what was different before a release");

    internal static FormatMapping Change { get; } = new("namingChange", "What a naming class did in older kernels", [OldSource, OldTime]) { Noun = "an older kernel's way" };

    internal static FormatMapping Mapping { get; } = new("naming", "A naming class", [Class, Name, Source, Taken, First, Of, Fixed, Before]) { Noun = "a naming class" };

    private static ImmutableArray<FixedIndex>? ReadFixed(Field field, BindContext context)
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

    private static void WriteFixed(YamlText yaml, ImmutableArray<FixedIndex> numbers)
    {
        yaml.BeginMapping(inLine: true);
        foreach (var one in numbers)
        {
            yaml.Text(one.Device);
            yaml.Number(one.Index);
        }

        yaml.EndMapping();
    }

    private static ImmutableArray<NamingChange>? ReadChanges(Field field, BindContext context)
    {
        var changes = new List<NamingChange>();
        foreach (var entry in MappingView.OpenAny(field, context.Problems, "a mapping from release to what was different")?.Entries ?? [])
        {
            if (context.Values.IsRelease(entry.Key, entry.Mark, field.Label) && MappingView.Open(Field.Of(entry), context, Change) is { } view)
            {
                changes.Add(new(entry.Key, OldSource.Read(view, context), OldTime.Read(view, context)));
            }
        }

        return [.. changes.OrderBy(c => KernelRelease.Parse(c.Before))];
    }

    private static void WriteChanges(YamlText yaml, ImmutableArray<NamingChange> changes)
    {
        yaml.BeginMapping(inLine: true);
        foreach (var change in changes)
        {
            yaml.Text(change.Before);
            yaml.BeginMapping(inLine: true);
            OldSource.Write(yaml, change.Source);
            OldTime.Write(yaml, change.Taken);
            yaml.EndMapping();
        }

        yaml.EndMapping();
    }
}
