namespace NumaProbe.Cluster.Control;

/// <summary>An injection was accepted and is in the journal.</summary>
/// <param name="Number">Number of the injection in its run, from 1.</param>
/// <param name="AtNs">Virtual time at which it takes effect, nanoseconds.</param>
/// <param name="Thread">Kernel thread that carries out its events.</param>
/// <param name="FirstEvent">Number of its first event among those of the run; -1 when it has none.</param>
/// <param name="EventCount">How many events it has.</param>
public sealed record InjectionReceipt(int Number, long AtNs, int Thread, int FirstEvent, int EventCount);
