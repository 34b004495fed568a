using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary><see cref="RecordedCount"/> as an array.</summary>
internal sealed class CountConverter : JsonConverter<RecordedCount>
{
    private const string Shape = "[min, max]";

    public override RecordedCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        FixedArray.Begin(ref reader, Shape);
        var value = new RecordedCount(FixedArray.Integer(ref reader, Shape), FixedArray.Integer(ref reader, Shape));
        FixedArray.End(ref reader, Shape);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, RecordedCount value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Minimum);
        writer.WriteNumberValue(value.Maximum);
        writer.WriteEndArray();
    }
}
