using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Scenarios.Keys;

/// <summary>
/// Reads single values. Every reader gives null for an absent, wrong or out-of-range value, and reports the latter two.
/// No reader converts silently: a number is no text and text is no number.
/// </summary>
internal sealed class Values(ProblemList problems)
{
    /// <summary>Any text, for people. Control characters but line ends and tabs are refused.</summary>
    internal string? Text(Field field)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind != DocumentKind.Text)
        {
            var quoted = field.Kind is DocumentKind.Number or DocumentKind.Boolean ? $"write \"{field.Node!.Text}\"" : null;
            problems.Add(field.Mark, $"'{field.Label}' is {field.Node!.KindName}", "text is expected", quoted);
            return null;
        }

        var text = field.Node!.Text;
        if (NameRules.FirstUnprintable(text) is { } bad)
        {
            problems.Add(field.Mark, $"'{field.Label}' has the character U+{(int)bad:X4}", "text of a scenario must be printable");
            return null;
        }

        return text;
    }

    /// <summary>Text that may look like a number, such as a version or a CPU list.</summary>
    internal string? TextOrNumber(Field field) => field.Kind == DocumentKind.Number ? field.Node!.Text : Text(field);

    /// <summary>A name or match word of something in the scenario.</summary>
    internal string? Name(Field field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (NameRules.Refuse(text) is { } why)
        {
            problems.Add(field.Mark, $"{Quoted.Text(text)} is no name", why);
            return null;
        }

        return text;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    internal bool? Boolean(Field field)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind == DocumentKind.Boolean)
        {
            return char.ToLowerInvariant(field.Node!.Text[0]) == 't';
        }

        problems.Add(field.Mark, $"'{field.Label}' is {field.Node!.KindName}", "true or false is expected", "write true or false, without quotes");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    internal long? Integer(Field field, long minimum, long maximum)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind != DocumentKind.Number)
        {
            problems.Add(field.Mark, $"'{field.Label}' is {field.Node!.KindName}", "a whole number is expected");
            return null;
        }

        return Whole(field, field.Node!.Text, minimum, maximum);
    }

    /// <summary>A whole number in a text.</summary>
    internal long? Whole(Field field, string text, long minimum, long maximum)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text.AsSpan();
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length > 1 && digits[0] == '0'))
        {
            problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(text)}", "a whole number in plain decimal digits is expected");
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < minimum || value > maximum)
        {
            problems.Add(field.Mark, $"'{field.Label}' is {Quoted.Text(text)}", string.Create(CultureInfo.InvariantCulture, $"it must be between {minimum} and {maximum}"));
            return null;
        }

        return value;
    }

    /// <summary>A number that may have a fraction, within bounds.</summary>
    internal double? Number(Field field, double minimum, double maximum)
    {
        if (!field.Given)
        {
            return null;
        }

        if (field.Kind != DocumentKind.Number
            || !double.TryParse(field.Node!.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !(value >= minimum && value <= maximum))
        {
            var shown = field.Kind is DocumentKind.Number or DocumentKind.Text ? Quoted.Text(field.Node!.Text) : field.Node!.KindName;
            problems.Add(field.Mark, $"'{field.Label}' is {shown}", string.Create(CultureInfo.InvariantCulture, $"a number between {minimum} and {maximum} is expected"));
            return null;
        }

        return value;
    }

    /// <summary>One of a few words.</summary>
    internal string? Word(Field field, IReadOnlyList<string> words)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (!words.Contains(text, StringComparer.Ordinal))
        {
            problems.Add(
                field.Mark,
                $"'{field.Label}' is {Quoted.Text(text)}",
                words.Count == 1 ? $"it must be {words[0]}" : "it must be one of " + string.Join(", ", words),
                words.Count == 1 ? null : problems.Nearest.Suggest(text, words));
            return null;
        }

        return text;
    }

    /// <summary>A text is a kernel release such as v5.3; reported when it is none.</summary>
    internal bool IsRelease(string text, Mark mark, string label)
    {
        if (KernelRelease.Parse(text) is not null)
        {
            return true;
        }

        problems.Add(mark, $"'{label}' is {Quoted.Text(text)}", "a kernel release has a major and a minor number", "write for example v5.3");
        return false;
    }

    /// <summary>Items of a list; absent: none. What is no list is reported, and so are empty items, which are left out.</summary>
    internal IReadOnlyList<Field> List(Field field)
    {
        if (!field.Given)
        {
            return [];
        }

        if (field.Kind != DocumentKind.List)
        {
            problems.Add(field.Mark, $"'{field.Label}' is {field.Node!.KindName}", "a list is expected", "begin each item with '- '");
            return [];
        }

        var items = new List<Field>(field.Node!.Items.Count);
        foreach (var node in field.Node!.Items)
        {
            if (node.Kind == DocumentKind.Null)
            {
                problems.Add(node.Mark, $"an empty item in '{field.Label}'", "every item of a list has a value", "remove it");
            }
            else
            {
                items.Add(field.Item(node));
            }
        }

        return items;
    }

    /// <summary>Items of a list, or the one value that stands for a list of one.</summary>
    internal IReadOnlyList<Field> ListOrOne(Field field) =>
        field.Kind is DocumentKind.Text or DocumentKind.Number or DocumentKind.Boolean ? [field] : List(field);

    /// <summary>A list whose length is bounded; what is longer is reported and cut.</summary>
    /// <param name="field">The list.</param>
    /// <param name="maximum">Most items of a scenario.</param>
    /// <param name="what">What the items are.</param>
    /// <param name="taken">How many of them are there already.</param>
    internal IEnumerable<Field> Bounded(Field field, int maximum, string what, int taken = 0)
    {
        var items = List(field);
        if (items.Count > maximum - taken)
        {
            TooMany(items[maximum - taken].Mark, what, maximum);
        }

        return items.Take(maximum - taken);
    }

    /// <summary>Reports that a bound was passed.</summary>
    internal void TooMany(Mark mark, string what, int maximum) =>
        problems.Add(mark, $"too many {what}", string.Create(CultureInfo.InvariantCulture, $"a scenario may have {maximum}"));
}
