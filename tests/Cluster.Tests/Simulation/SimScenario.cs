using System.Text;
using NumaProbe.Engine.Tests;
using NumaProbe.Engine;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>A base scenario: small enough for thousands of runs, and what can be injected into it.</summary>
internal sealed class SimScenario
{
    private static readonly string[] Sources =
    [
        Small("two", "2 nodes x 1 cpus", "PROBE_PREFER_ASYNCHRONOUS", "d{0..3}", "match: m, numa_node: [0, 1]"),
        Small("three", "3 nodes x 2 cpus, distance 31", "PROBE_PREFER_ASYNCHRONOUS", "d{0..5}", "match: m, numa_node: [0, 1, 2]"),
        Small("sync", "2 nodes x 2 cpus", "PROBE_FORCE_SYNCHRONOUS", "d{0..2}", "match: m, numa_node: [1, 0]"),
        Small("nowhere", "2 nodes x 2 cpus", "PROBE_PREFER_ASYNCHRONOUS", "d{0..2}", "match: m"),
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: chain
        generation: v6.1
        topology: "2 nodes x 2 cpus"
        drivers:
        - {name: drv, match: m, probe_type: PROBE_DEFAULT_STRATEGY}
        devices:
        - {name: d0, match: m, numa_node: 0}
        - {name: d1, match: m, numa_node: 1}
        - {name: d2, match: m, numa_node: 1, suppliers: [d1]}
        probes:
        - {device: d0, steps: [wait: 3ms], result: {defer_until_bound: d1, after: 1ms}}
        - {device: d1, steps: [wait: 3ms]}
        events:
        - device_add: "d{0..2}"
        - driver_register: drv
        """,
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: gone
        generation: v6.12
        topology: "2 nodes x 2 cpus"
        drivers:
        - {name: drv, match: m, probe_type: PROBE_PREFER_ASYNCHRONOUS}
        devices:
        - {name: "d{0..3}", match: m, numa_node: [0, 1]}
        probes:
        - {driver: drv, steps: [compute: 4ms, touch: 16MiB]}
        threads:
        - {id: 0, cpu: 0}
        - {id: 1, cpu: 3}
        events:
        - device_add: "d{0..3}"
        - driver_register: drv
        - {thread: 1, at: 1ms, cpu_offline: 1}
        - {thread: 1, at: 2ms, node_offline: 1}
        - {thread: 1, at: 6ms, node_online: 1}
        - {thread: 1, device_del: d1}
        - wait_for_device_probe:
        """,
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: detour
        topology:
          nodes:
          - {cpus: 0, memory: 1GiB}
          - {cpus: 1, memory: 1GiB}
          - {cpus: 2, memory: 1GiB}
          distances: [[10, 11, 80], [11, 10, 11], [80, 11, 10]]
        drivers:
        - {name: drv, match: m, probe_type: PROBE_PREFER_ASYNCHRONOUS}
        devices:
        - {name: "d{0..5}", match: m, numa_node: [2, 1, 0]}
        probes:
        - {driver: drv, steps: [compute: 1ms, touch: {bytes: 1MiB, node: 1}]}
        events:
        - device_add: "d{0..5}"
        - driver_register: drv
        """,
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: pci
        topology: "3 nodes x 2 cpus, distance 31"
        kernel: {cmdline: "isolcpus=2"}
        buses:
        - {name: pci, type: pci}
        drivers:
        - {name: drv, match: m, bus: pci, probe_type: PROBE_PREFER_ASYNCHRONOUS}
        - {name: vfdrv, match: vf, bus: pci}
        devices:
        - {name: "d{0..5}", match: m, bus: pci, numa_node: [1, 1, 2]}
        - {name: vf0, match: vf, bus: pci, numa_node: 2, physfn: d2}
        probes:
        - {device: d2, steps: [wait: 1ms, device_add: vf0]}
        - {driver: drv, steps: [wait: 1ms, compute: 1ms, wait: 500us, touch: 1MiB]}
        threads:
        - {id: 0, cpu: 0}
        - {id: 1, cpu: 5}
        events:
        - driver_register: vfdrv
        - device_add: "d{0..5}"
        - driver_register: drv
        - {thread: 1, at: 1ms, cpu_offline: 3}
        - {thread: 1, set_numa_node: "d0:2"}
        - {thread: 1, reprobe: d0}
        - {thread: 1, at: 20ms, cpu_offline: 3}
        """,
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: retries-of-one-cpu
        generation: v5.1
        topology:
          nodes:
          - {cpus: 0-1, memory: 1GiB}
          - {cpus: 2, memory: 1GiB}
          - {cpus: 3, memory: 1GiB}
          distances: [[10, 11, 80], [11, 10, 11], [80, 11, 10]]
        locks: [l]
        buses:
        - {name: pci, type: pci}
        drivers:
        - {name: drv, match: m}
        - {name: late, match: s}
        - {name: pdrv, match: p, bus: pci}
        devices:
        - {name: "c{0..2}", match: m, numa_node: [2, 1, 0]}
        - {name: p, match: p, bus: pci, numa_node: 2}
        - {name: s, match: s}
        probes:
        - {device: p, steps: [{locked: {lock: l, steps: [wait: 1ms]}}, compute: 1ms], result: {defer_until_bound: s}}
        - {driver: drv, steps: [{locked: {lock: l, steps: [wait: 1ms, compute: 1ms]}}], result: {defer_until_bound: s}}
        threads:
        - {id: 0, cpu: 0}
        - {id: 1, cpu: 3}
        events:
        - driver_register: ["drv", "late", "pdrv"]
        - device_add: "c{0..2}"
        - device_add: p
        - {thread: 1, at: 10ms, device_add: s}
        """,
        Ties("ties", "[3, 2, 1]", 5, 3, 2),
        Ties("other-ties", "[1, 2, 3]", 4, 3, 1),
        Ties("even-ties", "[2, 3]", 3, 2, 1),
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: nvdimm
        generation: v6.12
        topology: "2 nodes x 2 cpus"
        nvdimm:
          regions:
          - {numa_node: 0, namespaces: [{size: 1GiB, info_block: pfn}, {size: 1GiB, info_block: btt}]}
          - {numa_node: 1, namespaces: [{size: 1GiB, info_block: pfn}]}
        events: [module_load: libnvdimm, device_add: "ACPI0012:00", module_load: nfit, module_load: nd_pmem, nd_synchronize: ]
        """,
        """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: scsi
        generation: v6.12
        topology: "2 nodes x 2 cpus"
        drivers: [{name: hba, probe_type: PROBE_PREFER_ASYNCHRONOUS}, {name: sd, probe_type: PROBE_PREFER_ASYNCHRONOUS, match: disk}]
        devices: [{name: "hba{0..1}", match: hba, numa_node: [0, 1]}, {name: disk0, match: disk, parent: hba0}, {name: disk1, match: disk, parent: hba1}]
        probes:
        - {device: hba0, steps: [index: host, scsi_scan_host: {scan: [wait: 3ms], publish: [device_add: disk0]}]}
        - {device: hba1, steps: [index: host, scsi_scan_host: {scan: [wait: 1ms], publish: [device_add: disk1]}]}
        - {driver: sd, steps: [map_pages: 1GiB, index: sd]}
        events: [driver_register: [hba, sd], device_add: "hba{0..1}", scsi_complete_async_scans: ]
        """,
        Lesson("01-one-driver-four-nodes"),
        Lesson("04-modprobe-waits-for-everybody"),
        Lesson("05-registering-blocks-on-a-probe"),
    ];

    private readonly Dictionary<(ulong Seed, long MaxEvents, long MaxVirtualNs), (RunEnd End, List<TraceEvent> Trace)> _expected = [];

    private SimScenario(string text)
    {
        Text = Encoding.UTF8.GetBytes(text);
        var loaded = TestScenario.Load(text, "scenario.yaml");
        Scenario = loaded.Scenario ?? throw new InvalidOperationException(loaded.Describe());
    }

    internal static IReadOnlyList<SimScenario> All { get; } = [.. Sources.Select(text => new SimScenario(text))];

    internal ReadOnlyMemory<byte> Text { get; }

    internal Scenario Scenario { get; }

    internal int Nodes => Scenario.Topology.Nodes.Length;

    internal static SimScenario Of(Scenario scenario) => new(ScenarioWriter.Write(scenario));

    /// <summary>Something to inject; the number makes its names new.</summary>
    internal string Fragment(int number, Random random)
    {
        var node = random.Next(Nodes);
        var match = Scenario.Drivers[0].Match[0];
        var bus = Scenario.Buses[0].Name;
        return random.Next(7) switch
        {
            0 => $"devices: [{{name: x{number}, bus: {bus}, match: {match}, numa_node: {node}}}]\nevents: [device_add: x{number}]\n",
            1 => $"devices: [{{name: \"x{number}-{{0..2}}\", bus: {bus}, match: other{number}, numa_node: {node}}}]\ndrivers: [{{name: y{number}, bus: {bus}, match: other{number}, probe_type: PROBE_PREFER_ASYNCHRONOUS}}]\n"
                + $"probes: [{{driver: y{number}, steps: [wait: 1ms, touch: 1MiB]}}]\nevents: [driver_register: y{number}, device_add: \"x{number}-{{0..2}}\"]\n",
            2 => $"events: [cpu_offline: {Scenario.Topology.Nodes[^1].Cpus[^1]}]\n",
            3 => $"events: [device_del: {Scenario.Devices[0].Name}]\n",
            4 => "events: [wait_for_device_probe: ]\n",
            5 => $"events: [sleep: {random.Next(1, 5)}ms, async_synchronize_full: ]\n",
            _ => $"drivers: [{{name: z{number}, bus: {bus}, match: {match}}}]\n",
        };
    }

    /// <summary>What the run in one process does with the scenario as it is.</summary>
    internal (RunEnd End, List<TraceEvent> Trace) Expected(string generation, ulong seed, RunLimits limits)
    {
        lock (_expected)
        {
            var key = (seed, limits.MaxEvents, limits.MaxVirtualNs);
            if (!_expected.TryGetValue(key, out var expected))
            {
                expected = Run(Scenario, generation, seed, limits);
                if (limits == RunLimits.Default)
                {
                    _expected[key] = expected;
                }
            }

            return expected;
        }
    }

    internal static (RunEnd End, List<TraceEvent> Trace) Run(Scenario scenario, string generation, ulong seed, RunLimits limits)
    {
        var trace = new TraceList();
        var end = EmbeddedRun.Execute(scenario, KernelGenerations.Find(generation)!, seed, limits, trace, progress: null, CancellationToken.None);
        return (end, trace.Events);
    }

    private static string Small(string name, string topology, string probeType, string device, string rest) => $$"""
        apiVersion: numaprobe/v1
        kind: Scenario
        name: {{name}}
        topology: "{{topology}}"
        drivers:
        - {name: drv, match: m, probe_type: {{probeType}}}
        devices:
        - {name: "{{device}}", {{rest}}}
        probes:
        - {driver: drv, steps: [wait: 2ms, compute: 1ms, touch: 4MiB]}
        events:
        - device_add: "{{device}}"
        - driver_register: drv
        """;

    // every cost is a whole number of microseconds or nothing, so that messages of several nodes arrive at the same nanosecond
    private static string Ties(string name, string nodes, int first, int second, int third) => $$"""
        apiVersion: numaprobe/v1
        kind: Scenario
        name: {{name}}
        topology: "4 nodes x 2 cpus, distance 20"
        costs: {interconnect: 1us, device_add_before_probe: 1us, device_add_after_probe: 1us, driver_register_before_attach: 1us,
          driver_register_after_attach: 1us, match: 0us, async_schedule: 1us, probe_overhead: 0us, bind: 0us, worker_wake: 2us,
          worker_wake_jitter: 0us, worker_spawn: 3us, minimum_call: 1us}
        drivers:
        - {name: drv, match: m, probe_type: PROBE_PREFER_ASYNCHRONOUS}
        devices:
        - {name: "d{0..8}", match: m, numa_node: {{nodes}}}
        probes:
        - {device: "d{0..2}", steps: [wait: {{first}}us]}
        - {device: "d{3..5}", steps: [wait: {{second}}us]}
        - {device: "d{6..8}", steps: [wait: {{third}}us]}
        events:
        - device_add: "d{0..8}"
        - driver_register: drv
        """;

    private static string Lesson(string name) => File.ReadAllText(RepoRoot.Combine($"scenarios/{name}.yaml"));
}
