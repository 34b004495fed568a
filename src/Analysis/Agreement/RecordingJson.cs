using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>Generated readers of recordings. Unknown members are skipped: recordings carry more than is compared.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Recording))]
internal sealed partial class RecordingJson : JsonSerializerContext;
