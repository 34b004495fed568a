using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>Run folders in memory.</summary>
internal sealed class SimArchive(int failures, Action<SimFault> count) : IRunArchive
{
    private int _failures = failures;

    internal sealed record Run(byte[] Text, RunHeader Header, RunEnd End, TraceEvent[] Trace);

    internal Run? Written { get; private set; }

    public (string? Folder, string? Problem) Write(ITraceLog trace, ReadOnlyMemory<byte> scenarioText, RunEnd end)
    {
        if (_failures-- > 0)
        {
            count(SimFault.ArchiveFailed);
            return (null, "no space left");
        }

        var events = new TraceEvent[trace.Count];
        trace.Read(0, events).ShouldBe(events.Length);
        Written = new Run(scenarioText.ToArray(), trace.Header, end, events);
        return ($"runs/{trace.RunNumber}", null);
    }
}
