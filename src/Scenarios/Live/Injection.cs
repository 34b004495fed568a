namespace NumaProbe.Scenarios.Live;

/// <summary>A fragment that was accepted. Applying it again with this time and thread gives the same scenario.</summary>
/// <param name="AtNs">Virtual time of its events, nanoseconds.</param>
/// <param name="Thread">Id of the kernel thread of its events; -1 when it has none.</param>
/// <param name="FirstEvent">Number of its first event among those of the run; -1 when it has none.</param>
/// <param name="EventCount">How many events it has.</param>
public sealed record Injection(long AtNs, int Thread, int FirstEvent, int EventCount);
