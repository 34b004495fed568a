using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Binding;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Writing;

/// <summary>Writes naming classes in full, also where they change one of the kernel's.</summary>
internal sealed class NamingWriter(YamlText yaml)
{
    internal void Write(ImmutableArray<NamingClass> classes)
    {
        foreach (var naming in classes)
        {
            WriteClass(naming);
        }
    }

    private void WriteClass(NamingClass naming)
    {
        yaml.BeginMapping(inLine: true);
        Text("class", naming.Name);
        Text("name", naming.Format);
        WriteSource(naming.Source, naming.Taken);
        if (naming.First != 0)
        {
            yaml.Plain("first");
            yaml.Number(naming.First);
        }

        if (naming.Of is not null)
        {
            Text("of", naming.Of);
        }

        if (!naming.Fixed.IsEmpty)
        {
            yaml.Plain("fixed");
            yaml.BeginMapping(inLine: true);
            foreach (var one in naming.Fixed)
            {
                yaml.Text(one.Device);
                yaml.Number(one.Index);
            }

            yaml.EndMapping();
        }

        if (!naming.Before.IsEmpty)
        {
            yaml.Plain("before");
            yaml.BeginMapping(inLine: true);
            foreach (var change in naming.Before)
            {
                yaml.Text(change.Before);
                yaml.BeginMapping(inLine: true);
                WriteSource(change.Source, change.Taken);
                yaml.EndMapping();
            }

            yaml.EndMapping();
        }

        yaml.EndMapping();
    }

    private void WriteSource(IndexSource? source, IndexTime? taken)
    {
        if (source is { } from)
        {
            yaml.Plain("source");
            yaml.Plain(FileWords.Of(from));
        }

        if (taken is { } when)
        {
            yaml.Plain("taken");
            yaml.Plain(FileWords.Of(when));
        }
    }

    private void Text(string key, string value)
    {
        yaml.Plain(key);
        yaml.Text(value);
    }
}
