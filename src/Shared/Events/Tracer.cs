using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Events;

/// <summary>Numbers the trace events of one partition and hands them to the sink. Owns the sequence only.</summary>
public sealed class Tracer
{
    private readonly int _partition;
    private readonly ITraceSink _sink;
    private long _sequence;

    /// <summary>Creates the tracer of one partition.</summary>
    /// <param name="partition">Number of the partition.</param>
    /// <param name="sink">Where events go.</param>
    public Tracer(int partition, ITraceSink sink)
    {
        _partition = partition;
        _sink = sink;
    }

    /// <summary>Records an event.</summary>
    /// <typeparam name="T">Its kind.</typeparam>
    /// <param name="what">What happened.</param>
    /// <param name="timeNs">Virtual time, nanoseconds.</param>
    /// <param name="thread">The thread, or -1.</param>
    /// <param name="cpu">Its CPU, or -1.</param>
    /// <param name="device">The device, or -1.</param>
    /// <param name="driver">The driver, or -1.</param>
    public void Emit<T>(in T what, long timeNs, int thread, int cpu, int device = -1, int driver = -1)
        where T : struct, IEventArguments
    {
        var (a, b, c, d, e) = what.Pack();
        _sink.Write(new TraceEvent(timeNs, _partition, _sequence++, T.Kind, thread, cpu, device, driver, a, b, c, d, e));
    }

    /// <summary>Records what a kernel does wrong, with the generation that mends it.</summary>
    public void Find(
        FindingKind kind, KernelGeneration generation, long timeNs, int thread, int cpu, int device, int driver, int otherDriver, long sinceNs, int waits = 0) =>
        Emit(new FindingEvent(kind, otherDriver, Hazards.MendedIn(kind, generation)?.TraceId ?? 0, sinceNs, waits), timeNs, thread, cpu, device, driver);
}
