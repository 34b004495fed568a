using System.Collections.Immutable;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Tests.Events;

/// <summary>A small machine (two nodes of two CPUs, two devices, one driver) and a short trace on it.</summary>
internal static class SomeTrace
{
    internal static readonly int Worker = ThreadId.Worker(1, 3);

    internal static Scenario Scenario { get; } = new()
    {
        Name = "two-nodes",
        Topology = new MachineTopology(
            [new NumaNode(0, [0, 1], [[0, 1]], 1 << 30), new NumaNode(1, [2, 3], [[2, 3]], 1 << 30)],
            DistanceMatrix.Uniform(2),
            []),
        Buses = [new BusSpec("platform")],
        Drivers = [new DriverSpec("drv", "platform", ProbeType.PreferAsynchronous, ["m"], null)],
        Devices =
        [
            new DeviceSpec("d0", "m", "platform", 0, null, []) { KernelName = "m.0" },
            new DeviceSpec("d1", "m", "platform", 1, null, ["d0"]) { KernelName = "m.1" },
        ],
        Probes = [new ProbeRule(null, null, [], [], [new CallStep(0, EventOperation.Attach, "d1")], new SuccessResult(), 0)],
        Events =
        [
            new ScenarioEvent(0, 0, 0, EventOperation.DriverRegister, "drv"),
            new ScenarioEvent(1, 0, 0, EventOperation.DeviceAdd, "d0"),
            new ScenarioEvent(2, 0, 0, EventOperation.WaitForDeviceProbe, null),
        ],
    };

    internal static TraceNames Names { get; } = TraceNames.From(Scenario);

    internal static RunHeader Header { get; } = RunHeader.Create(Scenario.Name, "name: two-nodes\n"u8, "v6.12", 7, "0.1.0");

    /// <summary>A registration, an async probe on node 1 that calls attach inside, and the end of the run.</summary>
    internal static ImmutableArray<TraceEvent> Events { get; } =
    [
        Event(0, 1_000, TraceKind.CallStart, 0, 0, a: 0, b: (long)EventOperation.DriverRegister, c: -1),
        Event(1, 2_000, TraceKind.DriverAdded, 0, 0, driver: 0),
        Event(2, 3_500, TraceKind.CallEnd, 0, 0, a: 0, c: -1),
        Event(3, 4_000, TraceKind.CallStart, 0, 0, a: 1, b: (long)EventOperation.DeviceAdd, c: -1),
        Event(4, 5_000, TraceKind.DeviceAdded, 0, 0, device: 0, a: 1, b: -1),
        Event(5, 6_000, TraceKind.AsyncScheduled, 0, 0, device: 0, a: 1, b: 1, c: 1, d: 2, e: 1),
        Event(6, 7_000, TraceKind.CallEnd, 0, 0, a: 1, c: -1),
        Event(7, 56_000, TraceKind.JobStart, Worker, 2, a: 1, b: 1, c: 50_000),
        Event(8, 56_100, TraceKind.LockWait, Worker, 2, device: 0, a: 0),
        Event(9, 57_000, TraceKind.LockAcquired, Worker, 2, device: 0, a: 900),
        Event(10, 58_999, TraceKind.ProbeStart, Worker, 2, 0, 0, a: (long)ProbeContext.Async, d: 1),
        Event(11, 59_000, TraceKind.CallStart, Worker, 2, a: -1, b: (long)EventOperation.Attach, c: 0),
        Event(12, 60_000, TraceKind.CallEnd, Worker, 3, a: -1, b: -22, c: 0),
        Event(13, 160_001, TraceKind.ProbeEnd, Worker, 3, 0, 0, a: 0, b: 0),
        Event(14, 160_001, TraceKind.ProbeCost, Worker, 3, 0, 0, a: 100_000, b: 1_000, c: 2, d: 0),
        Event(15, 170_000, TraceKind.Bound, Worker, 3, 0, 0),
        Event(16, 180_000, TraceKind.JobEnd, Worker, 3, a: 1, b: 1),
        Event(17, 190_000, TraceKind.FinalDevice, ThreadId.None, -1, 0, 0, a: 1, b: 1),
        Event(18, 190_000, TraceKind.FinalDevice, ThreadId.None, -1, 1, a: 1, b: 1),
        Event(19, 190_000, TraceKind.FinalDeferred, ThreadId.None, -1, 1),
    ];

    internal static TraceEvent Event(
        long sequence, long timeNs, TraceKind kind, int thread, int cpu, int device = -1, int driver = -1,
        long a = 0, long b = 0, long c = 0, long d = 0, int e = 0) =>
        new(timeNs, Names.NodeOfCpu(cpu) + 1, sequence, kind, thread, cpu, device, driver, a, b, c, d, e);
}
