using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NumaProbe.Api.Records;

namespace NumaProbe.Api.Settings;

/// <summary>How the API writes and reads JSON.</summary>
internal static class ApiJson
{
    /// <summary>Nesting of a body at most.</summary>
    internal const int Depth = 32;

    /// <summary>How a body is read that is looked at before it is taken for anything.</summary>
    internal static JsonDocumentOptions Documents { get; } = new() { MaxDepth = Depth, AllowDuplicateProperties = false };

    internal static JsonSerializerOptions Options { get; } = Configured(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    internal static JsonSerializerOptions Configured(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = Depth;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = false;
        return options;
    }

    /// <summary>A name of an enumeration as documents spell it.</summary>
    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
