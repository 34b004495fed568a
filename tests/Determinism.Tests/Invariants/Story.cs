using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>A run in which a little of everything happens: something for every rule to be broken in.</summary>
internal static class Story
{
    private const string Text =
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: story
        topology: "2 nodes x 2 cpus"
        kernel: {async_max_active: 1}
        locks: [l]
        buses: [{name: pci, type: pci}]
        drivers:
        - {name: disk, probe_type: PROBE_PREFER_ASYNCHRONOUS}
        - {name: serial, probe_type: PROBE_FORCE_SYNCHRONOUS}
        - {name: codec, probe_type: PROBE_FORCE_SYNCHRONOUS}
        - {name: card, bus: pci}
        devices:
        - {name: "disk{0..3}", numa_node: [0, 1]}
        - {name: "serial{0..1}", numa_node: 1}
        - {name: codec0, match: codec}
        - {name: card0, bus: pci, match: card, numa_node: 1}
        probes:
        - driver: disk
          steps: [wait: 20ms, locked: {lock: l, steps: [wait: 1ms]}, index: eth, parallel: {parts: [[wait: 1ms]], detached: true}]
          remove: 5ms
        - {driver: serial, steps: [wait: 5ms]}
        - {driver: codec, steps: [wait: 5ms], result: {defer_until_bound: serial1}}
        threads: [{id: 0, cpu: 0}, {id: 1, cpu: 1}]
        events:
        - device_add: codec0
        - driver_register: codec
        - device_add: "disk{0..3}"
        - driver_register: disk
        - {thread: 1, at: 10ms, device_del: disk0}
        - async_synchronize_full:
        - device_add: "serial{0..1}"
        - driver_register: serial
        - sleep: 50ms
        - cpu_offline: 3
        - detach: disk2
        - device_add: card0
        - driver_register: card

        """;

    private static readonly Lazy<(RunFacts Facts, TraceRun Run)> Told = new(Tell);

    /// <summary>What its scenario says.</summary>
    internal static RunFacts Facts => Told.Value.Facts;

    /// <summary>Its trace, to be changed.</summary>
    internal static List<TraceEvent> Trace() => [.. Told.Value.Run.Events];

    /// <summary>The rules that a trace breaks.</summary>
    internal static IEnumerable<string> BrokenBy(IEnumerable<TraceEvent> trace) =>
        TraceChecker.Check(Facts, trace, Told.Value.Run.End).Select(v => v.Rule).Distinct(StringComparer.Ordinal);

    private static (RunFacts Facts, TraceRun Run) Tell()
    {
        var loaded = TestScenario.Load(Text, "story.yaml");
        var scenario = loaded.Scenario.ShouldNotBeNull(loaded.Describe());
        var generation = KernelGenerations.Find("v6.1")!;
        var run = TraceRun.Execute(scenario, generation, seed: 1);
        run.End.Status.ShouldBe(RunStatus.Completed, run.End.Message);
        return (new RunFacts(scenario, generation), run);
    }
}
