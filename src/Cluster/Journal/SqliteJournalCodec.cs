using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NumaProbe.Cluster.Journal;

/// <summary>Turns records into bodies and back. The set of types is closed; a body names its type by a word of ours.</summary>
internal static class SqliteJournalCodec
{
    private static readonly (Type Type, string Word)[] Types =
    [
        (typeof(RunStartedRecord), "run-started"),
        (typeof(InjectedRecord), "injected"),
        (typeof(FinishingRecord), "finishing"),
        (typeof(RunEndedRecord), "run-ended"),
    ];

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameTypes } },
    };

    /// <summary>The body of a record, UTF-8.</summary>
    internal static byte[] Encode(JournalRecord record) => JsonSerializer.SerializeToUtf8Bytes(record, Options);

    /// <summary>The record of a body, or null when the body is none that this version knows.</summary>
    internal static JournalRecord? Decode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalRecord>(body, Options);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void NameTypes(JsonTypeInfo type)
    {
        if (type.Type == typeof(JournalRecord))
        {
            type.PolymorphismOptions = new JsonPolymorphismOptions
            {
                TypeDiscriminatorPropertyName = "type",
                UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
            };
            foreach (var (derived, word) in Types)
            {
                type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(derived, word));
            }
        }
    }
}
