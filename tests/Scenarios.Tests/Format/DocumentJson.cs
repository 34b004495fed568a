using System.Globalization;
using System.Text.Json.Nodes;
using NumaProbe.Scenarios.Documents;

namespace NumaProbe.Scenarios.Tests.Format;

/// <summary>A scenario file as JSON, read by the loader's own reader: what an editor checks against the schema.</summary>
internal static class DocumentJson
{
    internal static JsonNode? Of(string yaml)
    {
        var problems = new ProblemList("s.yaml");
        var root = YamlDocumentReader.Read(yaml, problems);
        problems.Count.ShouldBe(0, yaml);
        return Of(root!);
    }

    private static JsonNode? Of(DocumentNode node) => node.Kind switch
    {
        DocumentKind.Null => null,
        DocumentKind.Boolean => JsonValue.Create(char.ToLowerInvariant(node.Text[0]) == 't'),
        DocumentKind.Number => JsonValue.Create(decimal.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        DocumentKind.Text => JsonValue.Create(node.Text),
        DocumentKind.List => new JsonArray([.. node.Items.Select(Of)]),
        _ => new JsonObject(node.Entries.Select(e => KeyValuePair.Create(e.Key, Of(e.Value)))),
    };
}
