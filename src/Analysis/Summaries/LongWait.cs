using NumaProbe.Shared.Events.Spans;

namespace NumaProbe.Analysis.Summaries;

/// <summary>One of the longest waits of a run, with names.</summary>
/// <param name="Kind">Lock, queue or synchronisation.</param>
/// <param name="StartNs">Virtual time it began, nanoseconds.</param>
/// <param name="DurationNs">How long it lasted.</param>
/// <param name="Thread">Who waited.</param>
/// <param name="Device">The device waited for, or null.</param>
/// <param name="Cause">The thread that held the lock or queued the work, or null.</param>
/// <param name="Lock">The named lock waited for, or null.</param>
public sealed record LongWait(SpanKind Kind, long StartNs, long DurationNs, string Thread, string? Device, string? Cause, string? Lock = null)
{
    /// <summary>One sentence for people.</summary>
    public string Describe() => Kind switch
    {
        SpanKind.LockWait => $"{Thread} waited for the lock of {Device}, held by {Cause ?? "nobody"}",
        SpanKind.NamedLockWait => $"{Thread} waited for the lock {Lock}, held by {Cause ?? "nobody"}",
        SpanKind.QueueWait when Device is not null => $"the probe of {Device} waited in the queue for a worker",
        SpanKind.QueueWait => $"work for {Thread} waited in the queue",
        _ => $"{Thread} waited for outstanding probes",
    };
}
