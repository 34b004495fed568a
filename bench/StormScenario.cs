using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Bench;

/// <summary>
/// The storm: devices over eight nodes of eight CPUs, one asynchronous driver loaded after them; a probe waits 10 ms, computes
/// 100 µs on a shared CPU and touches 256 KiB at home; at most 64 probes active a node.
/// </summary>
public static class StormScenario
{
    private const int Nodes = 8;
    private const int CpusPerNode = 8;
    private const int ActivePerNode = 64;

    /// <summary>Makes the scenario.</summary>
    /// <param name="devices">How many devices.</param>
    /// <param name="nodeCount">How many nodes.</param>
    public static Scenario Create(int devices, int nodeCount = Nodes)
    {
        var nodes = Enumerable.Range(0, nodeCount).Select(Node).ToImmutableArray();
        var events = Enumerable.Range(0, devices)
            .Select(i => new ScenarioEvent(i, 0, 0, EventOperation.DeviceAdd, DeviceName(i)))
            .Append(new ScenarioEvent(devices, 0, 0, EventOperation.DriverRegister, "storm"));
        return new Scenario
        {
            Name = "storm",
            Topology = new MachineTopology(nodes, DistanceMatrix.Uniform(nodeCount), []),
            Kernel = KernelOptions.Default with { AsyncMaxActive = ActivePerNode },
            Costs = CostModel.Default with { MemoryBytesPerSecond = 16L << 30 },
            Buses = [new BusSpec("platform")],
            Drivers = [new DriverSpec("storm", "platform", ProbeType.PreferAsynchronous, ["storm"], null)],
            Devices = [.. Enumerable.Range(0, devices).Select(i => new DeviceSpec(DeviceName(i), "storm", "platform", i % nodeCount, null, []))],
            Probes =
            [
                new ProbeRule(
                    null, null, [], [new WaitStep(10_000_000), new ComputeStep(100_000), new TouchStep(256 << 10, null)], [], new SuccessResult(), 0),
            ],
            Events = [.. events],
        };
    }

    private static NumaNode Node(int id)
    {
        var cpus = Enumerable.Range(id * CpusPerNode, CpusPerNode).ToImmutableArray();
        return new NumaNode(id, cpus, [cpus], 64L << 30);
    }

    private static string DeviceName(int number) => string.Create(null, $"d{number}");
}
