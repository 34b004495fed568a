using System.Text.Json;

namespace NumaProbe.Analysis;

/// <summary>What every JSON document of this program writes in the same way: lists, and numbers that may be missing. Knows no document.</summary>
public static class JsonParts
{
    /// <summary>Writes a property that is a list of objects.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="items">One object each, in this order.</param>
    /// <param name="members">Writes the members of an item's object.</param>
    public static void WriteObjects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(members);
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            members(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a property that is a list of texts.</summary>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="texts">The texts, in this order.</param>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(texts);
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a property that is a number, or null.</summary>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="value">The number, or null.</param>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, decimal? value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
