namespace NumaProbe.Bench;

/// <summary>What a bare loop did.</summary>
/// <param name="Probes">Probes that ended.</param>
/// <param name="VirtualEndNs">Virtual time of the last event, nanoseconds.</param>
/// <param name="Events">Events taken from the heap.</param>
/// <param name="Time">Processor time it took here.</param>
public sealed record BareLoopResult(long Probes, long VirtualEndNs, long Events, TimeSpan Time)
{
    /// <summary>Probes a second of processor time.</summary>
    public double ProbesPerSecond => Probes / Time.TotalSeconds;

    /// <summary>Events a second of processor time.</summary>
    public double EventsPerSecond => Events / Time.TotalSeconds;
}
