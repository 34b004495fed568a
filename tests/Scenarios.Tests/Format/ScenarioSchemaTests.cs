using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Json.Schema;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests.Format;

/// <summary>The schema for editors and the loader say the same of a file.</summary>
public sealed class ScenarioSchemaTests
{
    private const string Published = "docs/reference/scenario.schema.json";

    private static readonly JsonSchema Schema = JsonSchema.FromText(ScenarioSchema.Text());

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(150);

    public static TheoryData<string> Lessons => [.. Directory.EnumerateFiles(RepoRoot.Combine("scenarios"), "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_published_schema_is_the_one_of_the_loader()
    {
        if (Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is not null)
        {
            File.WriteAllText(RepoRoot.Combine(Published), ScenarioSchema.Text());
        }

        File.ReadAllText(RepoRoot.Combine(Published)).ShouldBe(ScenarioSchema.Text());
    }

    [Fact]
    public void The_schema_is_one_of_draft_07() =>
        MetaSchemas.Draft7.Evaluate(JsonNode.Parse(ScenarioSchema.Text())).IsValid.ShouldBeTrue();

    [Fact]
    public void Every_scenario_that_the_loader_takes_is_valid() => Prop.ForAll(ScenarioGenerator.Scenarios, IsValid).Check(Many);

    [Fact]
    public void Names_and_texts_that_look_like_something_else_are_valid() => Prop.ForAll(ScenarioGenerator.StrangelyNamed, IsValid).Check(Many);

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Every_lesson_is_valid(string file) =>
        Problems(DocumentJson.Of(File.ReadAllText(RepoRoot.Combine("scenarios/" + file)))).ShouldBeEmpty();

    [Fact]
    public void A_key_that_is_not_in_the_format_is_refused_by_both() => Prop.ForAll(ScenarioGenerator.Scenarios, Arb.From(Gen.Choose(0, int.MaxValue)), (scenario, seed) =>
    {
        var random = new System.Random(seed);
        var document = DocumentJson.Of(ScenarioWriter.Write(scenario))!;
        var mappings = Mappings(document, free: false).ToList();
        mappings[random.Next(mappings.Count)]["no_such_key"] = 1;
        return RefusedByBoth(document);
    }).Check(Many);

    [Fact]
    public void A_value_of_the_wrong_kind_is_refused_by_both() => Prop.ForAll(ScenarioGenerator.Scenarios, Arb.From(Gen.Choose(0, int.MaxValue)), (scenario, seed) =>
    {
        var random = new System.Random(seed);
        var document = DocumentJson.Of(ScenarioWriter.Write(scenario))!;
        var places = Mappings(document, free: true).SelectMany(m => m.Select(p => (m, p.Key))).ToList();
        var (mapping, key) = places[random.Next(places.Count)];
        mapping[key] = new JsonObject { ["no_such_key"] = new JsonArray(true) };
        return RefusedByBoth(document);
    }).Check(Many);

    [Fact]
    public void Every_key_of_the_schema_is_known_to_the_loader()
    {
        // a known key with a value that cannot be is refused for its value, an unknown one for being unknown
        foreach (var (path, key) in SchemaKeys(JsonNode.Parse(ScenarioSchema.Text())!.AsObject()))
        {
            var text = Around(path, new JsonObject { [key] = new JsonArray(new JsonArray(new JsonArray(true))) }).ToJsonString();
            var problems = TestScenario.Load(text, "s.json").Problems;

            problems.ShouldNotBeEmpty(text);
            problems.ShouldAllBe(p => p.What != $"unknown key '{key}'" && p.What != $"unknown operation '{key}'", $"{path}.{key}");
        }
    }

    [Fact]
    public void An_optional_key_without_a_value_is_taken_by_both_and_a_required_one_by_neither()
    {
        var optional = 0;
        foreach (var (path, schema) in Objects(JsonNode.Parse(ScenarioSchema.Text())!.AsObject()))
        {
            var choices = schema["oneOf"] as JsonArray ?? [];
            string[] required = [.. (schema["required"] as JsonArray ?? []).Select(k => k!.GetValue<string>())];
            foreach (var (key, property) in schema["properties"]!.AsObject().Where(p => schema["maxProperties"] is null && !choices.Any(c => c!["required"]![0]!.GetValue<string>() == p.Key)))
            {
                var problems = TestScenario.Load(Around(path, new JsonObject { [key] = null }).ToJsonString(), "s.json").Problems;
                var isOptional = path is not "expect" && !required.Contains(key, StringComparer.Ordinal);
                optional += isOptional ? 1 : 0;
                problems.Any(p => p.What.Contains($"'{key}'", StringComparison.Ordinal) || p.What.StartsWith($"{key} without", StringComparison.Ordinal)).ShouldBe(!isOptional, $"{path}.{key}: {string.Join("; ", problems.Select(p => p.What))}");
                TakesNothing(property!).ShouldBe(isOptional, $"{path}.{key}");
            }
        }

        optional.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Every_word_of_the_schema_is_taken_by_the_loader()
    {
        var words = 0;
        foreach (var (path, key, word) in SchemaWords(JsonNode.Parse(ScenarioSchema.Text())!.AsObject()))
        {
            words++;
            var text = Around(path, new JsonObject { [key] = word }).ToJsonString();
            TestScenario.Load(text, "s.json").Problems.ShouldAllBe(
                p => !p.What.StartsWith($"'{key}' is '{word}'", StringComparison.Ordinal), $"{path}.{key} {word}");
        }

        words.ShouldBeGreaterThan(150);
    }

    private static bool IsValid(Scenario scenario)
    {
        var text = ScenarioWriter.Write(scenario);
        Problems(DocumentJson.Of(text)).ShouldBeEmpty(text);
        return true;
    }

    private static bool RefusedByBoth(JsonNode document)
    {
        Schema.Evaluate(document).IsValid.ShouldBeFalse(document.ToJsonString());
        TestScenario.Load(document.ToJsonString(), "s.json").Problems.ShouldNotBeEmpty(document.ToJsonString());
        return true;
    }

    private static List<string> Problems(JsonNode? document)
    {
        var result = Schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. result.Details.Where(d => d.HasErrors).SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation} {e.Key}: {e.Value}"))];
    }

    /// <summary>Every mapping of a document, those whose keys are names only when asked.</summary>
    private static IEnumerable<JsonObject> Mappings(JsonNode? node, bool free, string key = "")
    {
        if (node is JsonObject mapping)
        {
            if (free || key is not ("fixed" or "before" or "bound_to" or "named"))
            {
                yield return mapping;
            }

            foreach (var inner in mapping.SelectMany(p => Mappings(p.Value, free, p.Key)))
            {
                yield return inner;
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var inner in list.SelectMany(item => Mappings(item, free)))
            {
                yield return inner;
            }
        }
    }

    private static bool TakesNothing(JsonNode property) =>
        (property["type"] is JsonArray types && types.Any(t => t!.GetValue<string>() == "null"))
        || (property["enum"] is JsonArray words && words.Any(w => w is null))
        || (property["anyOf"] is JsonArray shapes && shapes.Any(s => s!["type"] is JsonValue type && type.GetValue<string>() == "null"));

    private static IEnumerable<(string Path, string Key)> SchemaKeys(JsonObject schema) =>
        Objects(schema).SelectMany(o => o.Object["properties"]!.AsObject().Select(p => (o.Path, p.Key)));

    private static IEnumerable<(string Path, string Key, string Word)> SchemaWords(JsonObject schema) =>
        Objects(schema).SelectMany(o => o.Object["properties"]!.AsObject()
            .SelectMany(p => Enums(p.Value!).Select(word => (o.Path, p.Key, word))));

    private static IEnumerable<string> Enums(JsonNode property) => property["enum"] is JsonArray words
        ? words.Where(w => w is not null).Select(w => w!.GetValue<string>())
        : (property["anyOf"] as JsonArray ?? []).SelectMany(alternative => Enums(alternative!));

    private static IEnumerable<(string Path, JsonObject Object)> Objects(JsonObject schema) =>
        schema["definitions"]!.AsObject().Select(d => (d.Key, d.Value!.AsObject())).Prepend(("scenario", schema));

    /// <summary>A scenario that has a mapping where its kind belongs.</summary>
    private static JsonObject Around(string kind, JsonObject mapping)
    {
        var head = new JsonObject { ["apiVersion"] = "numaprobe/v1", ["kind"] = "Scenario", ["name"] = "s", ["topology"] = "1 node x 1 cpu" };
        return kind switch
        {
            "scenario" => mapping,
            "topology" or "kernel" or "costs" or "expect" => With(head, kind, mapping),
            "node" => With(head, "topology", new JsonObject { ["nodes"] = new JsonArray(mapping) }),
            "bus" => With(head, "buses", new JsonArray(mapping)),
            "naming" => With(head, "naming", new JsonArray(mapping)),
            "namingChange" => With(head, "naming", new JsonArray(new JsonObject { ["class"] = "sd", ["before"] = new JsonObject { ["v5.3"] = mapping } })),
            "durationRange" or "published" => With(head, "expect", new JsonObject { ["makespan"] = mapping }),
            "countRange" or "publishedCount" => With(head, "expect", new JsonObject { ["bound"] = mapping }),
            "percentRange" or "publishedPercent" => With(head, "expect", new JsonObject { ["on_node_percent"] = mapping }),
            "step" => With(head, "probes", Steps(mapping)),
            "mapPages" => With(head, "probes", Steps(new JsonObject { ["map_pages"] = mapping })),
            "scanHost" => With(head, "probes", Steps(new JsonObject { ["scsi_scan_host"] = mapping })),
            "ataHost" => With(head, "probes", Steps(new JsonObject { ["ata_host_register"] = mapping })),
            "nvdimm" => With(head, kind, mapping),
            "nvdimmRegion" => With(head, "nvdimm", new JsonObject { ["regions"] = new JsonArray(mapping) }),
            "nvdimmNamespace" => With(head, "nvdimm", new JsonObject { ["regions"] = new JsonArray(new JsonObject { ["namespaces"] = new JsonArray(mapping) }) }),
            "touch" or "locked" or "parallel" or "index" => With(head, "probes", Steps(new JsonObject { [kind] = mapping })),
            "errorResult" or "deferResult" or "conditionalResult" or "condition" => With(head, "probes", Result(kind, mapping)),
            _ => With(head, kind + "s", new JsonArray(mapping)),
        };
    }

    private static JsonArray Steps(JsonObject step) => new(new JsonObject { ["steps"] = new JsonArray(step) });

    private static JsonArray Result(string kind, JsonObject mapping)
    {
        // the key that tells which kind of result it is
        JsonNode result = kind switch
        {
            "deferResult" when !mapping.ContainsKey("defer_until_bound") => With(mapping, "defer_until_bound", "d"),
            "conditionalResult" when !mapping.ContainsKey("if") => With(mapping, "if", new JsonObject { ["attempt"] = 1 }),
            "condition" => new JsonObject { ["errno"] = "EIO", ["if"] = mapping },
            _ => mapping,
        };
        return new(new JsonObject { ["result"] = result });
    }

    private static JsonObject With(JsonObject mapping, string key, JsonNode value)
    {
        mapping[key] = value;
        return mapping;
    }
}
