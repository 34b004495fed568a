namespace NumaProbe.Bench;

/// <summary>What the emulator did on a storm.</summary>
/// <param name="Probes">Devices bound.</param>
/// <param name="VirtualEndNs">Virtual time of the last event, nanoseconds.</param>
/// <param name="Events">Messages and timers handled.</param>
/// <param name="TraceEvents">Trace events recorded.</param>
/// <param name="Time">Processor time it took here: adding the devices, loading the driver, probing.</param>
/// <param name="BytesPerDevice">Live heap at the end over the heap before the scenario was made, a device.</param>
public sealed record StormResult(
    long Probes, long VirtualEndNs, long Events, long TraceEvents, TimeSpan Time, long BytesPerDevice)
{
    /// <summary>Probes a second of processor time.</summary>
    public double ProbesPerSecond => Probes / Time.TotalSeconds;
}
