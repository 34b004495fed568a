using System.Diagnostics.CodeAnalysis;
using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Model;

namespace NumaProbe.Coordinator.Tests.Recorded;

/// <summary>
/// Runs a scenario written as recordings of the kernel are: the members of its <c>scenario</c>, on the recorded machine n4 (four nodes of two
/// CPUs). Owns the frame around them only.
/// </summary>
internal static class RecordedMachine
{
    /// <summary>Seeds that every such scenario is run with: what the findings say holds whatever is drawn.</summary>
    internal static readonly ulong[] Seeds = [1, 2, 3, 7, 11];

    private const string N4 = """
        "name": "n4", "nodes": [
          {"id": 0, "cpus": [0, 1], "memoryMiB": 384}, {"id": 1, "cpus": [2, 3], "memoryMiB": 384},
          {"id": 2, "cpus": [4, 5], "memoryMiB": 384}, {"id": 3, "cpus": [6, 7], "memoryMiB": 384}],
        "distances": [[10, 20, 30, 40], [20, 10, 20, 30], [30, 20, 10, 20], [40, 30, 20, 10]]
        """;

    /// <summary>Runs it once for each seed.</summary>
    /// <param name="kernel">Full version of the kernel, as recordings name it.</param>
    /// <param name="members">Members of <c>scenario</c> besides name and topology.</param>
    /// <param name="offlineCpus">CPUs that are offline at the start.</param>
    internal static IEnumerable<Outcome> Repeats(string kernel, [StringSyntax(StringSyntaxAttribute.Json)] string members, params int[] offlineCpus)
    {
        var text = $$"""
            {"schema": "probe-oracle/1",
             "scenario": {"name": "unseen", "title": "", "tags": [],
               "topology": { {{N4}}, "offlineCpus": [{{string.Join(", ", offlineCpus)}}] },
               {{members}} },
             "machine": {"kernel": "{{kernel}}"} }
            """;
        var loaded = TestScenario.Load(text, "unseen.json");
        var scenario = loaded.Scenario.ShouldNotBeNull(loaded.Describe());
        return Seeds.Select(seed => Outcome.Of(scenario, Machine.Generation(scenario.Generation!), seed));
    }

    /// <summary>Members of a device.</summary>
    internal static string Device(string name, string match, int? node, string? parent = null, string bus = "platform") =>
        $$"""{"name": "{{name}}", "match": "{{match}}", "node": {{node?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}}, "parent": {{Quoted(parent)}}, "bus": "{{bus}}"}""";

    /// <summary>Members of a probe that sleeps, or works otherwise, and succeeds.</summary>
    internal static string Sleeps(string device, int ms, int removeMs = 0, string work = "sleep", string[]? addsBefore = null, string[]? addsAfter = null) =>
        $$"""
        {"device": "{{device}}", "driver": null, "work": "{{work}}", "durationMs": {{ms}}, "result": {"kind": "ok"}, "removeMs": {{removeMs}},
         "before": [{{Adds(addsBefore)}}], "after": [{{Adds(addsAfter)}}]}
        """;

    /// <summary>Members of a probe that defers until another device is bound.</summary>
    internal static string Defers(string device, int ms, string supplier, string checkAt = "entry") =>
        $$"""
        {"device": "{{device}}", "driver": null, "work": "sleep", "durationMs": {{ms}}, "removeMs": 0, "before": [], "after": [],
         "result": {"kind": "deferUntilBound", "device": "{{supplier}}", "checkAt": "{{checkAt}}", "deferMs": 0} }
        """;

    /// <summary>An event.</summary>
    internal static string At(int ms, string op, string? target = null, int thread = 0) =>
        $$"""{"thread": {{thread}}, "atMs": {{ms}}, "op": "{{op}}", "target": {{Quoted(target)}}}""";

    /// <summary>Lists items between commas.</summary>
    internal static string List(IEnumerable<string> items) => string.Join(",\n", items);

    private static string Adds(string[]? devices) =>
        List((devices ?? []).Select(device => $$"""{"op": "device_add", "target": "{{device}}"}"""));

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
