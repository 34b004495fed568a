using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Traces;

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
    public void Emit(
        TraceKind kind, long timeNs, int thread, int cpu, int device = -1, int driver = -1,
        long a = 0, long b = 0, long c = 0, long d = 0, int e = 0) =>
        _sink.Write(new TraceEvent(timeNs, _partition, _sequence++, kind, thread, cpu, device, driver, a, b, c, d, e));

    /// <summary>Records what a kernel does wrong, with the generation that mends it.</summary>
    public void Find(
        FindingKind kind, KernelGeneration generation, long timeNs, int thread, int cpu, int device, int driver, int otherDriver, long sinceNs, int waits = 0) =>
        Emit(
            TraceKind.Finding, timeNs, thread, cpu, device, driver,
            a: (long)kind, b: otherDriver, c: Hazards.NumberOf(Hazards.MendedIn(kind, generation)), d: sinceNs, e: waits);
}
