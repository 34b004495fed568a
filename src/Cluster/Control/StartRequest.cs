namespace NumaProbe.Cluster.Control;

/// <summary>A run that somebody wants.</summary>
/// <param name="ScenarioText">The scenario file as read, UTF-8.</param>
/// <param name="FileName">What problems call the file; a name in <c>.json</c> says that it is JSON.</param>
/// <param name="Generation">Kernel generation, or null for the scenario's own.</param>
/// <param name="Seed">Seed, or null for the scenario's own.</param>
/// <param name="Pace">Virtual nanoseconds for each nanosecond of the wall clock, or null for as fast as it goes.</param>
/// <param name="StaysOpen">The run takes events after those of the scenario, until it is finished; else it ends by itself.</param>
/// <param name="IdempotencyKey">Names the request: repeated, it begins no second run. Or null.</param>
public sealed record StartRequest(
    ReadOnlyMemory<byte> ScenarioText, string FileName, string? Generation, ulong? Seed, double? Pace, bool StaysOpen, string? IdempotencyKey);
