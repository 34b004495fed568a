using NumaProbe.Coordinator.Tests.Support;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Operations;
using static NumaProbe.Coordinator.Tests.Support.Machine;

namespace NumaProbe.Coordinator.Tests.Rules;

/// <summary>
/// The kernel's own module test_async_driver_probe as a scenario: one asynchronous device for each CPU on its node before the driver and
/// one after it, then two synchronous ones; each probe takes 5 s. What it would print, for each generation and machine.
/// </summary>
public sealed class SelfTestRules
{
    private const long DelayMs = 5_000;
    private const long ThresholdNs = DelayMs / 2 * Ms;

    [Theory]
    [InlineData("v4.19", 4, "pending pending pending pending")]
    [InlineData("v4.19", 128, "pending pending pending pending")]
    [InlineData("v4.19", 512, "pending pending pending pending")]
    [InlineData("rfc-2018", 4, "passes mismatches mismatches mismatches")]
    [InlineData("rfc-2018", 128, "passes mismatches mismatches mismatches")]
    [InlineData("rfc-2018", 512, "passes mismatches mismatches mismatches")]
    [InlineData("v5.1", 4, "passes passes passes passes")]
    [InlineData("v5.1", 128, "passes passes passes passes")]
    [InlineData("v5.1", 512, "passes passes passes passes")]
    [InlineData("v5.15", 4, "passes passes passes passes")]
    [InlineData("v5.15", 128, "passes passes passes passes")]
    [InlineData("v5.15", 512, "passes passes passes passes")]
    [InlineData("v6.1", 4, "passes passes passes passes")]
    [InlineData("v6.1", 128, "passes passes passes passes")]
    [InlineData("v6.1", 512, "passes passes passes passes")]
    [InlineData("v6.12", 4, "passes passes passes passes")]
    [InlineData("v6.12", 128, "passes mismatches mismatches mismatches")]
    [InlineData("v6.12", 512, "pending mismatches mismatches mismatches")]
    [InlineData("rfc-2026", 4, "passes passes passes passes")]
    [InlineData("rfc-2026", 128, "passes mismatches mismatches mismatches")]
    [InlineData("rfc-2026", 512, "pending mismatches mismatches mismatches")]
    public void Line_39_the_kernels_own_test_on_1_2_4_and_8_nodes(string generation, int cpus, string verdicts) =>
        string.Join(' ', new[] { 1, 2, 4, 8 }.Select(nodes => Verdict(generation, cpus, nodes, CostModel.Default.SoftAffinityStray))).ShouldBe(verdicts);

    [Theory]
    [InlineData("v6.1", 0.24, "passes")]
    [InlineData("v6.12", 0.24, "mismatches")]
    [InlineData("v6.12", 0, "passes")]
    [InlineData("rfc-2026", 0.24, "mismatches")]
    public void Line_39_on_the_recorded_machine_it_fails_since_6_6_because_workers_stray(string generation, double stray, string verdict) =>
        Verdict(generation, cpus: 8, nodes: 4, stray).ShouldBe(verdict);

    [Theory]
    [InlineData(256, "passes")]
    [InlineData(1024, "pending")]
    public void Line_39_on_6_12_a_node_with_more_than_256_cpus_fails_surely(int cpus, string verdict) =>
        Verdict("v6.12", cpus, nodes: 2, stray: 0).ShouldBe(verdict);

    private static string Verdict(string generation, int cpus, int nodes, double stray)
    {
        var run = Module(cpus, nodes, stray).RunOf(generation);
        var asyncProbes = run.Probes.Where(p => p.Driver == "async").ToList();
        var steps = run.Records.OfType<CallRecord>().OrderBy(c => c.StartNs).ToList();

        run.DurationNs(EventOperation.DriverRegister, "async").ShouldBeLessThanOrEqualTo(ThresholdNs);
        (steps[2 * cpus].EndNs - steps[cpus + 1].StartNs).ShouldBeLessThanOrEqualTo(ThresholdNs);
        run.DurationNs(EventOperation.DriverRegister, "sync").ShouldBeGreaterThanOrEqualTo(ThresholdNs);
        run.DurationNs(EventOperation.DeviceAdd, "sync1").ShouldBeGreaterThanOrEqualTo(ThresholdNs);
        if (asyncProbes.Count(p => p.EndNs <= steps[^1].EndNs) < 2 * cpus)
        {
            return "pending";
        }

        return asyncProbes.TrueForAll(p => p.EndNode == run.Final(p.Device).Node) ? "passes" : "mismatches";
    }

    private static Machine Module(int cpus, int nodes, double stray)
    {
        var machine = WithCaches([.. Enumerable.Range(0, nodes).Select(node => Cpus(cpus, nodes, node) is { Length: > 0 } own ? new[] { own } : [])])
            .Costs(c => c with { SoftAffinityStray = stray }).Async("async", "async").Sync("sync", "sync").Probe(sleepMs: DelayMs);
        var names = Enumerable.Range(0, 2 * cpus).Select(id => $"async{id}").ToArray();
        for (var id = 0; id < names.Length; id++)
        {
            machine = machine.Device(names[id], NodeOf(id % cpus, cpus, nodes), "async");
        }

        return machine.Device("sync0", match: "sync").Device("sync1", match: "sync")
            .Add(names[..cpus]).Register("async").Add(names[cpus..]).Add("sync0").Register("sync").Add("sync1");
    }

    private static int[] Cpus(int cpus, int nodes, int node) => [.. Enumerable.Range(0, cpus).Where(cpu => NodeOf(cpu, cpus, nodes) == node)];

    // in blocks; with fewer CPUs than nodes the last nodes have memory only
    private static int NodeOf(int cpu, int cpus, int nodes) => cpus < nodes ? cpu : cpu / (cpus / nodes);
}
