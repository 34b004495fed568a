using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary><see cref="RecordedRange"/> as an array.</summary>
internal sealed class RangeConverter : JsonConverter<RecordedRange>
{
    private const string Shape = "[min, median, max]";

    public override RecordedRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        FixedArray.Begin(ref reader, Shape);
        var value = new RecordedRange(FixedArray.Number(ref reader, Shape), FixedArray.Number(ref reader, Shape), FixedArray.Number(ref reader, Shape));
        FixedArray.End(ref reader, Shape);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, RecordedRange value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteNumberValue(value.MinimumUs);
        writer.WriteNumberValue(value.MedianUs);
        writer.WriteNumberValue(value.MaximumUs);
        writer.WriteEndArray();
    }
}
