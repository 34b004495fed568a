using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NumaProbe.Scenarios.Format;

namespace NumaProbe.Scenarios;

/// <summary>
/// The JSON Schema (draft-07) of scenario files, for editors. Made of the description that the loader reads with; says what a file may
/// look like, not whether its names resolve.
/// </summary>
public static class ScenarioSchema
{
    /// <summary>Where the draft is defined.</summary>
    public const string Draft = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, indented, with a line feed at the end.</summary>
    public static string Text()
    {
        var definitions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var root = new JsonObject { ["$schema"] = Draft };
        foreach (var (key, value) in Mapping(ScenarioKeys.Mapping, definitions).ToList())
        {
            root[key] = value?.DeepClone();
        }

        root["definitions"] = new JsonObject(definitions);
        return root.ToJsonString(Options) + "\n";
    }

    private static JsonObject Mapping(FormatMapping mapping, SortedDictionary<string, JsonNode?> definitions)
    {
        var properties = new JsonObject();
        foreach (var entry in mapping.Entries)
        {
            var mayBeEmpty = mapping.TakesEmptyValues && !entry.IsRequired && !mapping.OneOf.Contains(entry.Key, StringComparer.Ordinal);
            var value = mayBeEmpty ? OrNothing(Value(entry.Type, definitions)) : Value(entry.Type, definitions);
            properties[entry.Key] = value.ContainsKey("$ref")
                ? new JsonObject { ["description"] = Plain(entry.Text), ["allOf"] = new JsonArray(value) }
                : WithDescription(value, Plain(entry.Text));
        }

        var schema = new JsonObject
        {
            ["title"] = mapping.Title,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = mapping.Entries.Where(e => e.IsRequired).Select(e => (JsonNode?)e.Key).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        if (mapping.OneOf.Count == mapping.Keys.Count)
        {
            schema["minProperties"] = 1;
            schema["maxProperties"] = 1;
        }
        else if (mapping.OneOf.Count > 0)
        {
            schema["oneOf"] = new JsonArray([.. mapping.OneOf.Select(key => new JsonObject { ["required"] = new JsonArray(key) })]);
        }

        return schema;
    }

    private static JsonObject Value(FormatType type, SortedDictionary<string, JsonNode?> definitions) => type switch
    {
        TextType { Pattern: null } => new() { ["type"] = "string" },
        TextType text => new() { ["type"] = "string", ["pattern"] = text.Pattern },
        WordType word => new() { ["enum"] = new JsonArray([.. word.Words.Select(w => (JsonNode?)w)]) },
        NumberType number => new() { ["type"] = number.IsWhole ? "integer" : "number", ["minimum"] = number.Minimum, ["maximum"] = number.Maximum },
        FlagType => new() { ["type"] = "boolean" },
        NothingType => new() { ["type"] = "null" },
        ListType list => List(list, definitions),
        ChoiceType choice => new() { ["anyOf"] = new JsonArray([.. choice.Of.Select(t => Value(t, definitions))]) },
        NamesType names => new() { ["type"] = "object", ["additionalProperties"] = Value(names.Value, definitions) },
        MappingType mapping => Reference(mapping.Mapping(), definitions),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type without a schema"),
    };

    private static JsonObject OrNothing(JsonObject value)
    {
        if (value["type"] is { } type)
        {
            value["type"] = new JsonArray(type.DeepClone(), "null");
        }
        else if (value["enum"] is JsonArray words)
        {
            words.Add((JsonNode?)null);
        }
        else if (value["anyOf"] is JsonArray shapes)
        {
            shapes.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
        else
        {
            return new() { ["anyOf"] = new JsonArray(value, new JsonObject { ["type"] = "null" }) };
        }

        return value;
    }

    private static JsonObject List(ListType list, SortedDictionary<string, JsonNode?> definitions)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Value(list.Item, definitions) };
        if (list.Minimum > 0)
        {
            schema["minItems"] = list.Minimum;
        }

        if (list.Maximum is { } maximum)
        {
            schema["maxItems"] = maximum;
        }

        return schema;
    }

    private static JsonObject Reference(FormatMapping mapping, SortedDictionary<string, JsonNode?> definitions)
    {
        if (!definitions.ContainsKey(mapping.Name))
        {
            // there before it is made: steps have steps inside
            definitions[mapping.Name] = null;
            definitions[mapping.Name] = Mapping(mapping, definitions);
        }

        return new() { ["$ref"] = "#/definitions/" + mapping.Name };
    }

    private static JsonObject WithDescription(JsonObject schema, string text)
    {
        var described = new JsonObject { ["description"] = text };
        foreach (var (key, value) in schema.ToList())
        {
            described[key] = value?.DeepClone();
        }

        return described;
    }

    /// <summary>The text without the marks of Markdown.</summary>
    private static string Plain(string markdown)
    {
        var text = markdown.Replace("`", "", StringComparison.Ordinal);
        for (var open = text.IndexOf('[', StringComparison.Ordinal); open >= 0; open = text.IndexOf('[', open + 1))
        {
            var close = text.IndexOf("](", open, StringComparison.Ordinal);
            var end = close < 0 ? -1 : text.IndexOf(')', close);
            if (end > 0)
            {
                text = text[..open] + text[(open + 1)..close] + text[(end + 1)..];
            }
        }

        return text;
    }
}
