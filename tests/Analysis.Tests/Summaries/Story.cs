using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Runs;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Analysis.Tests.Summaries;

/// <summary>Tells a run event by event: two nodes of one CPU each, devices a to d, driver drv; times in microseconds.</summary>
internal sealed class Story
{
    internal static readonly RunHeader Header = new("story", "v6.12", 7, "0123456789abcdef", "0.1.0");

    private static readonly Scenario Scenario = new()
    {
        Name = "story",
        Topology = new MachineTopology(
            [new NumaNode(0, [0], [[0]], 1), new NumaNode(1, [1], [[1]], 1)], DistanceMatrix.Uniform(2), []),
        Drivers = [new DriverSpec("drv", "platform", ProbeType.Default, ["m"], null)],
        Devices = [.. "abcd".Select(c => new DeviceSpec(c.ToString(), "m", "platform", -1, null, []))],
        Events = [new ScenarioEvent(0, 0, 0, EventOperation.WaitForDeviceProbe, null)],
    };

    private readonly SummaryBuilder _builder = new(Header, TraceNames.From(Scenario));
    private long _sequence;

    internal Story At(
        long us, TraceKind kind, int thread = 0, int cpu = 0, char device = '-', int driver = -1,
        long a = 0, long b = 0, long c = 0, long d = 0)
    {
        var number = device == '-' ? -1 : device - 'a';
        _builder.Write(new TraceEvent(us * 1_000, cpu + 1, _sequence++, kind, thread, cpu, number, driver, a, b, c, d));
        return this;
    }

    internal Story Added(long us, char device, int node) => At(us, TraceKind.DeviceAdded, device: device, a: node, b: -1);

    internal Story Probe(long fromUs, long toUs, char device, int cpu, int result = 0) =>
        At(fromUs, TraceKind.ProbeStart, device - 'a', cpu, device, 0).At(toUs, TraceKind.ProbeEnd, device - 'a', cpu, device, 0, result);

    internal Story Final(char device, bool bound, bool present = true) =>
        At(1_000, TraceKind.FinalDevice, -1, -1, device, bound ? 0 : -1, a: -1, b: present ? 1 : 0);

    internal RunSummary End(RunStatus status = RunStatus.Completed, string? message = null) =>
        _builder.Finish(new RunEnd(status, 1_000_000, 99, message));
}
