using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;

namespace NumaProbe.Scenarios.Drivers;

/// <summary>Names that buses, modules and drivers have, and that others refer to them by.</summary>
internal static class OwnNames
{
    /// <summary>The key that all of them have.</summary>
    internal static readonly FormatKey<string?> Name = new("name", Formats.Name, "its name", null);

    /// <summary>A name that must be in a table; null when absent, wrong or unknown.</summary>
    internal static ValueFormat<string?> In(Func<BindContext, NameTable> table) => Formats.Name with
    {
        Read = (field, context) => context.Values.Name(field) is { } name && table(context).Resolve(name, field.Mark) ? name : null,
    };

    /// <summary>The name of something new, which enters a table; null when absent, wrong or taken.</summary>
    internal static string? Take(MappingView view, NameTable table, BindContext context)
    {
        var name = Name.Read(view, context, out var field);
        if (name is not null && NameRules.RefuseColon(name) is { } why)
        {
            context.Problems.Add(field.Mark, $"{Quoted.Text(name)} is no name", why);
            name = null;
        }

        table.Incomplete |= name is null;
        return name is not null && table.Add(name, field.Mark) ? name : null;
    }
}
