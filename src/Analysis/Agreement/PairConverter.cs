using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary><see cref="RecordedPair"/> as an array.</summary>
internal sealed class PairConverter : JsonConverter<RecordedPair>
{
    private const string Shape = "[interval, interval]";

    public override RecordedPair Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        FixedArray.Begin(ref reader, Shape);
        var value = new RecordedPair(FixedArray.Text(ref reader, Shape), FixedArray.Text(ref reader, Shape));
        FixedArray.End(ref reader, Shape);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, RecordedPair value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteStringValue(value.First);
        writer.WriteStringValue(value.Second);
        writer.WriteEndArray();
    }
}
