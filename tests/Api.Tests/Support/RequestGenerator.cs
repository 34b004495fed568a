using System.Text;
using System.Text.Json;

namespace NumaProbe.Api.Tests.Support;

/// <summary>Makes requests from the description of the API: right ones, nearly right ones, and nonsense.</summary>
internal sealed class RequestGenerator
{
    private static readonly string[] Words =
    [
        "", "0", "1", "-1", "5", "99999999999999999999", "1.0", "1.5", "null", "true", "text", "jsonl", "idle", "ready", "all-bound", "device/d0=bound", "30s", "1ms", "d0",
        "0000:01:00.0", "../../etc/passwd", "%00", "\u0001", "\u202e", "\ud83d\udc27", "a b", "'\"<script>", "1.3", "2.7", "bound", "v6.12", "{}", "[]", "x=y&z", "device_add",
    ];

    private static readonly string[] Types = ["application/json", "application/yaml", "text/plain", "application/xml", "application/json; charset=utf-16", "x"];

    private readonly List<(HttpMethod Method, string Path, List<(string Name, string In)> Parameters, bool HasBody)> _operations = [];
    private readonly string[] _scenarios;

    internal RequestGenerator(JsonElement document, params string[] scenarios)
    {
        _scenarios = scenarios;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var parameters = method.Value.TryGetProperty("parameters", out var list)
                    ? list.EnumerateArray().Select(p => (p.GetProperty("name").GetString()!, p.GetProperty("in").GetString()!)).ToList()
                    : [];
                _operations.Add((new HttpMethod(method.Name.ToUpperInvariant()), path.Name, parameters, method.Value.TryGetProperty("requestBody", out _)));
            }
        }
    }

    /// <summary>The request of a seed.</summary>
    internal HttpRequestMessage Of(int seed)
    {
        var random = new Random(seed);
        var (method, path, parameters, hasBody) = _operations[random.Next(_operations.Count)];
        var query = new StringBuilder();
        foreach (var (name, place) in parameters)
        {
            var value = Value(name, random);
            path = place == "path" ? path.Replace($"{{{name}}}", value.Length == 0 ? "x" : value, StringComparison.Ordinal) : path;
            if (place == "query" && random.Next(3) > 0)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);
            }
        }

        method = random.Next(20) == 0 ? new HttpMethod(Pick(random, "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "GET", "POST")) : method;
        var request = new HttpRequestMessage(method, new Uri(path + query, UriKind.Relative));
        foreach (var (name, _) in parameters.Where(p => p.In == "header" && random.Next(2) == 0))
        {
            request.Headers.TryAddWithoutValidation(name, string.Concat(Pick(random, Words).Where(c => c is >= ' ' and < (char)127)));
        }

        if ((hasBody && random.Next(10) > 0) || (method == HttpMethod.Post && random.Next(2) == 0))
        {
            request.Content = Body(random);
        }

        return request;
    }

    // streams and waits that are well formed would last; these end at once
    private static string Value(string name, Random random) => name switch
    {
        "timeout" => Pick(random, "0", "1ms", "x", ""),
        _ => Uri.EscapeDataString(Pick(random, Words)),
    };

    private ByteArrayContent Body(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(random.Next(5) switch
        {
            0 => Pick(random, _scenarios),
            1 => JsonSerializer.Serialize(new { scenario = Pick(random, _scenarios), seed = random.Next(-1, 5), pace = random.Next(-1, 3), staysOpen = random.Next(2) == 0 }),
            2 => JsonSerializer.Serialize(new { op = Pick(random, "device_add", "driver_register", "cpu_offline", Pick(random, Words)), target = Pick(random, Words), probe = Pick(random, Words) }),
            3 => $$"""{"op":"device_add","target":{{Pick(random, "5", "null", "[]", "\"d9\"", "1e999")}},"device":{{Pick(random, "{}", "[]", "null", "{\"a\":{\"b\":[1,2]}}", "{\"name\":1}")}}}""",
            _ => Pick(random, Words),
        });
        for (var change = random.Next(4); change > 0 && bytes.Length > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        var content = new ByteArrayContent(bytes);
        if (random.Next(20) > 0)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) > 0 ? Types[random.Next(2)] : Pick(random, Types));
        }

        return content;
    }

    private static string Pick(Random random, params string[] from) => from[random.Next(from.Length)];
}
