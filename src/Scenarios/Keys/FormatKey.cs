using NumaProbe.Scenarios.Format;

namespace NumaProbe.Scenarios.Keys;

/// <summary>One key of a mapping, stated once: its name, what its value may be, how that is read, checked and written, and what it means.</summary>
/// <typeparam name="T">The value, of a type that can be null.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Text">What it means, for people.</param>
/// <param name="Default">What absence means, for people; null when it must be there.</param>
internal sealed record FormatKey<T>(string Key, ValueFormat<T> Value, string Text, string? Default = "none") : FormatKey(Key, Value.Type, Text, Default)
{
    /// <summary>The value in a mapping; null when it is absent or wrong, which is reported if it must be there.</summary>
    internal T Read(MappingView view, BindContext context) => Value.Read(IsRequired ? view.Required(Key) : view[Key], context);

    /// <summary>The value in a mapping with the place where it stands, or should.</summary>
    internal T Read(MappingView view, BindContext context, out Field field)
    {
        field = IsRequired ? view.Required(Key) : view[Key];
        return Value.Read(field, context);
    }

    /// <summary>Writes key and value; nothing for a value that is not there.</summary>
    internal void Write(YamlText yaml, T value)
    {
        if (value is not null)
        {
            yaml.Plain(Key);
            Value.Write(yaml, value);
        }
    }
}
