namespace NumaProbe.Bench;

/// <summary>
/// Processor time of this process, collector and compiler included: what a run costs, however busy the machine is with others.
/// Wall time on an idle core is never more.
/// </summary>
internal sealed class ProcessorClock
{
    private readonly TimeSpan _start = Environment.CpuUsage.TotalTime;
    private TimeSpan? _stopped;

    internal TimeSpan Elapsed => (_stopped ?? Environment.CpuUsage.TotalTime) - _start;

    internal void Stop() => _stopped = Environment.CpuUsage.TotalTime;
}
