namespace NumaProbe.Analysis.Summaries;

/// <summary>What a kernel generation does wrong in a run.</summary>
/// <param name="TimeNs">Virtual time at which it happens or, for a deadlock, at which the circle closed.</param>
/// <param name="Devices">Devices concerned.</param>
/// <param name="Drivers">Drivers concerned: the one that suffers first.</param>
/// <param name="Threads">Threads concerned.</param>
/// <param name="Cycle">For a deadlock: who waits for what of whom, one sentence each.</param>
/// <param name="MendedIn">The first later generation that does it right, or null.</param>
public sealed record HazardDetail(
    long TimeNs,
    IReadOnlyList<string> Devices,
    IReadOnlyList<string> Drivers,
    IReadOnlyList<string> Threads,
    IReadOnlyList<string> Cycle,
    string? MendedIn);
