namespace NumaProbe.Cli.Tests.Support;

/// <summary>Scenario files for tests.</summary>
internal static class SomeScenario
{
    /// <summary>Two nodes, one device on each, an asynchronous driver.</summary>
    internal const string TwoNodes = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: two-nodes
        seed: 5
        topology: 2 nodes x 2 cpus, 1GiB
        drivers:
          - name: drv
            probe_type: PROBE_PREFER_ASYNCHRONOUS
            match: [m]
        devices:
          - {name: d0, match: m, numa_node: 0}
          - {name: d1, match: m, numa_node: 1}
        events:
          - driver_register: drv
          - device_add: d0
          - device_add: d1
          - wait_for_device_probe:

        """;

    /// <summary>The same with an expectation.</summary>
    internal static string Expecting(string expectation) => TwoNodes + $"expect:\n  {expectation}\n";
}
