using System.Text.Json;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary><see cref="RecordedAttempt"/> as an array.</summary>
internal sealed class AttemptConverter : JsonConverter<RecordedAttempt>
{
    private const string Shape = "[result, how]";

    public override RecordedAttempt Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        FixedArray.Begin(ref reader, Shape);
        var value = new RecordedAttempt(FixedArray.Integer(ref reader, Shape), FixedArray.Text(ref reader, Shape));
        FixedArray.End(ref reader, Shape);
        return value;
    }

    public override void Write(Utf8JsonWriter writer, RecordedAttempt value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Result);
        writer.WriteStringValue(value.How);
        writer.WriteEndArray();
    }
}
