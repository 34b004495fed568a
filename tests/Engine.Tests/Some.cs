using System.Collections.Immutable;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Engine.Tests;

/// <summary>Scenarios that tests vary: nodes of two CPUs, devices added first, then one driver.</summary>
internal static class Some
{
    internal const int CpusPerNode = 2;

    internal static Scenario Storm(int nodes, IReadOnlyList<int> nodeOfDevice, ProbeType probeType, long waitNs)
    {
        var devices = nodeOfDevice.Select((node, i) => new DeviceSpec($"d{i}", "m", "platform", node, null, [])).ToImmutableArray();
        var adds = devices.Select((device, i) => new ScenarioEvent(i, 0, 0, EventOperation.DeviceAdd, device.Name));
        return new Scenario
        {
            Name = "some",
            Topology = new MachineTopology([.. Enumerable.Range(0, nodes).Select(Node)], DistanceMatrix.Uniform(nodes), []),
            Buses = [new BusSpec("platform")],
            Drivers = [new DriverSpec("drv", "platform", probeType, ["m"], null)],
            Devices = devices,
            Probes = [new ProbeRule(null, null, [], [new WaitStep(waitNs), new ComputeStep(50_000), new TouchStep(1 << 20, null)], [], new SuccessResult(), 0)],
            Events = [.. adds, new ScenarioEvent(devices.Length, 0, 0, EventOperation.DriverRegister, "drv")],
        };
    }

    internal static (RunEnd End, TraceList Trace) Run(Scenario scenario, string generation = "v6.1", ulong seed = 1)
    {
        var trace = new TraceList();
        var end = EmbeddedRun.Execute(scenario, KernelGenerations.Find(generation)!, seed, RunLimits.Default, trace, progress: null, CancellationToken.None);
        return (end, trace);
    }

    private static NumaNode Node(int id)
    {
        var cpus = Enumerable.Range(id * CpusPerNode, CpusPerNode).ToImmutableArray();
        return new NumaNode(id, cpus, [cpus], 1L << 30);
    }
}
