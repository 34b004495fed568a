using NumaProbe.Analysis.Text;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Analysis.Tests;

public sealed class EventTextTests
{
    private static readonly EventText Text = new(TraceNames.From(new Scenario
    {
        Name = "s",
        Topology = new MachineTopology([new NumaNode(0, [0], [[0]], 1)], DistanceMatrix.Uniform(1), []),
        Locks = ["rtnl"],
        Events = [new ScenarioEvent(0, 0, 0, EventOperation.Sleep, "50ms")],
    }));

    [Fact]
    public void Every_kind_of_event_has_words()
    {
        foreach (var kind in Enum.GetValues<TraceKind>())
        {
            Describe(kind).ShouldNotContain("_", Case.Sensitive, kind.ToString());
        }
    }

    [Theory]
    [InlineData(TraceKind.CallStart, 0, 8, -1, "calls sleep(50ms)")]
    [InlineData(TraceKind.CallEnd, 0, -517, -1, "sleep(50ms) returns -EPROBE_DEFER")]
    [InlineData(TraceKind.CallEnd, 9, 0, -1, "an operation returns 0")]
    [InlineData(TraceKind.LockWait, 0, 0, 0, "waits for the device lock, held by thread 0")]
    [InlineData(TraceKind.LockAcquired, 1_500_000, 0, 0, "has the device lock after 1.500 ms")]
    [InlineData(TraceKind.JobStart, 4, 0, 20_000, "async entry 4 begins after 0.020 ms in the queue")]
    [InlineData(TraceKind.JobStart, 0, 0, 0, "deferred probe work begins after 0.000 ms in the queue")]
    [InlineData(TraceKind.Skipped, 2, 0, 0, "skipped: pending-other")]
    [InlineData(TraceKind.Skipped, 77, 0, 0, "skipped: 77")]
    [InlineData(TraceKind.Deferred, 1, 3, 0, "deferred: supplier-not-ready #3")]
    [InlineData(TraceKind.ProbeStart, 1, 0, 1, "probe begins (async, try 2)")]
    [InlineData(TraceKind.CpuState, 3, 0, 0, "CPU 3 is offline")]
    public void An_event_reads_like_this(TraceKind kind, long a, long b, long c, string words) => Describe(kind, a, b, c).ShouldBe(words);

    private static string Describe(TraceKind kind, long a = 0, long b = 0, long c = 0) =>
        Text.Describe(new TraceEvent(0, 0, 0, kind, 0, 0, -1, -1, a, b, c));
}
