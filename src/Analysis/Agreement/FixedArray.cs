using System.Text.Json;

namespace NumaProbe.Analysis.Agreement;

/// <summary>Reads small arrays of known length element by element; the serializer adds file position to what it throws.</summary>
internal static class FixedArray
{
    internal static void Begin(ref Utf8JsonReader reader, string shape)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"expected {shape}");
        }
    }

    internal static void End(ref Utf8JsonReader reader, string shape)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            throw new JsonException($"expected {shape} and nothing more");
        }
    }

    internal static string Text(ref Utf8JsonReader reader, string shape) =>
        reader.Read() && reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException($"expected {shape}");

    internal static int Integer(ref Utf8JsonReader reader, string shape) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
            ? value
            : throw new JsonException($"expected {shape}");

    internal static double Number(ref Utf8JsonReader reader, string shape) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new JsonException($"expected {shape}");
}
