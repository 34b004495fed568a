using System.Globalization;
using System.Text;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Keys;

/// <summary>CPU lists as the kernel writes them: <c>0-3,8</c>, or a list of numbers and such ranges.</summary>
internal static class NumberLists
{
    /// <summary>Reads CPU numbers, ascending; null when absent or wrong.</summary>
    internal static List<int>? Cpus(Field field, BindContext context)
    {
        if (!field.Given)
        {
            return null;
        }

        var cpus = new List<int>();
        var good = true;
        foreach (var item in context.Values.ListOrOne(field))
        {
            good &= ReadItem(item, cpus, context);
        }

        good &= field.Kind is not (DocumentKind.Mapping or DocumentKind.Boolean);
        if (!good)
        {
            return null;
        }

        cpus.Sort();
        for (var i = 1; i < cpus.Count; i++)
        {
            if (cpus[i] == cpus[i - 1])
            {
                context.Problems.Add(field.Mark, $"CPU {cpus[i]} twice", $"'{field.Label}' names each CPU once");
                return null;
            }
        }

        return cpus;
    }

    /// <summary>Writes ascending numbers as the kernel does.</summary>
    internal static string Format(IEnumerable<int> numbers)
    {
        var text = new StringBuilder();
        int? first = null;
        var last = 0;
        foreach (var number in numbers)
        {
            if (first is not null && number == last + 1)
            {
                last = number;
                continue;
            }

            Flush(text, first, last);
            first = last = number;
        }

        Flush(text, first, last);
        return text.ToString();
    }

    private static void Flush(StringBuilder text, int? first, int last)
    {
        if (first is { } start)
        {
            text.Append(text.Length > 0 ? "," : "");
            text.Append(start == last ? string.Create(CultureInfo.InvariantCulture, $"{start}") : string.Create(CultureInfo.InvariantCulture, $"{start}-{last}"));
        }
    }

    private static bool ReadItem(Field field, List<int> cpus, BindContext context)
    {
        if (context.Values.TextOrNumber(field) is not { } text)
        {
            return false;
        }

        foreach (var range in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ReadRange(range, field, cpus, context))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReadRange(string range, Field field, List<int> cpus, BindContext context)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (!Number(dash < 0 ? range : range[..dash], out var first) || !Number(dash < 0 ? range : range[(dash + 1)..], out var last) || last < first)
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' has {Quoted.Text(range)}", "CPUs are numbers and ascending ranges", "write for example \"0-3,8\"");
            return false;
        }

        if (last >= ScenarioLimits.Cpus || cpus.Count + last - first >= ScenarioLimits.Cpus)
        {
            context.Problems.Add(field.Mark, $"'{field.Label}' has {Quoted.Text(range)}", string.Create(CultureInfo.InvariantCulture, $"the highest CPU number is {ScenarioLimits.Cpus - 1}"));
            return false;
        }

        for (var cpu = first; cpu <= last; cpu++)
        {
            cpus.Add(cpu);
        }

        return true;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
