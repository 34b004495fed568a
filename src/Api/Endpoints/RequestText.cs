using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Endpoints;

/// <summary>Reads what requests carry: their bodies, whose size the server bounds, and the key that makes repeating them safe.</summary>
internal static class RequestText
{
    /// <summary>Content types of YAML, the registered one first.</summary>
    internal static readonly string[] Yaml = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", MediaTypeNames.Text.Plain];

    private const string KeyHeader = "Idempotency-Key";

    /// <summary>The whole body.</summary>
    internal static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    /// <summary>The body is JSON.</summary>
    internal static bool IsJson(HttpRequest request) => IsType(request, MediaTypeNames.Application.Json);

    /// <summary>The body is YAML.</summary>
    internal static bool IsYaml(HttpRequest request) => Array.Exists(Yaml, type => IsType(request, type));

    /// <summary>A body of JSON as a document, or what is wrong with it.</summary>
    internal static (T? Value, IResult? Refusal) Json<T>(byte[] body)
        where T : class
    {
        if (!IsUtf8(body))
        {
            return (null, NotUtf8());
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(body, ApiJson.Options);
            return value is null ? (null, Problem.InvalidRequest("the body is null; it must be a JSON object")) : (value, null);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $" in line {line + 1} at {e.Path ?? "$"}")
                : "";
            return (null, Problem.InvalidRequest($"the body is not the JSON wanted{place}; /openapi/v1.json describes it"));
        }
    }

    /// <summary>The body is text in UTF-8.</summary>
    internal static bool IsUtf8(byte[] body) => Utf8.IsValid(body);

    /// <summary>What to say about a body that is not.</summary>
    internal static IResult NotUtf8() => Problem.InvalidRequest("the body is not UTF-8");

    /// <summary>The header Idempotency-Key, or what is wrong with it.</summary>
    internal static (string? Key, IResult? Refusal) Key(HttpRequest request, ApiLimits limits)
    {
        var header = request.Headers[KeyHeader];
        if (header.Count == 0)
        {
            return (null, null);
        }

        var key = header.ToString();
        return header.Count == 1 && key.Length > 0 && key.Length <= limits.KeyLength && key.All(c => c is > ' ' and < (char)127)
            ? (key, null)
            : (null, Problem.InvalidRequest(FormattableString.Invariant(
                $"the header {KeyHeader} must be one word of 1 to {limits.KeyLength} printable ASCII characters, for example a UUID")));
    }

    private static bool IsType(HttpRequest request, string type) =>
        request.ContentType is { } given
        && string.Equals(given.Split(';')[0].Trim(), type, StringComparison.OrdinalIgnoreCase);
}
