namespace NumaProbe.Api.Tests.Support;

/// <summary>Scenario files for tests.</summary>
internal static class SomeScenario
{
    /// <summary>Two nodes: a device on each that is bound, one that is deferred, one that fails, one that is never added.</summary>
    internal const string TwoNodes = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: two-nodes
        seed: 5
        topology: 2 nodes x 2 cpus, 1GiB
        drivers:
          - {name: drv, probe_type: PROBE_PREFER_ASYNCHRONOUS, match: [m]}
          - {name: other}
        devices:
          - {name: d0, match: m, numa_node: 0}
          - {name: d1, match: m, numa_node: 1, kernel_name: "0000:01:00.0"}
          - {name: late, match: m, numa_node: 1, suppliers: [never]}
          - {name: broken, match: m, numa_node: 0}
          - {name: never, match: m}
        probes:
          - {steps: [wait: 1ms]}
          - {device: broken, result: ENODEV}
        events:
          - driver_register: drv
          - device_add: [d0, d1, late, broken]
          - wait_for_device_probe:
          - cpu_offline: 3

        """;
}
