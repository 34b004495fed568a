using System.Text.Json;

namespace NumaProbe.Api.Records;

/// <summary>A run that somebody wants.</summary>
/// <param name="Scenario">Text of the scenario file, YAML or JSON.</param>
/// <param name="FileName">What problems call the file; a name in <c>.json</c> says that it is JSON. Default <c>scenario.yaml</c>.</param>
/// <param name="Generation">Kernel generation, or null for the scenario's own.</param>
/// <param name="Seed">Seed, or null for the scenario's own.</param>
/// <param name="Pace">Virtual nanoseconds for each nanosecond of the wall clock, above 0; or null for as fast as it goes.</param>
/// <param name="StaysOpen">The run takes events after those of the scenario, until it is finished.</param>
public sealed record RunRequest(string Scenario, string? FileName, string? Generation, ulong? Seed, double? Pace, bool? StaysOpen);

/// <summary>One event, with what it may define; the short form of a fragment.</summary>
/// <param name="Op">An operation of scenario files, for example <c>device_add</c>.</param>
/// <param name="Target">Its target as in scenario files: a name, or a number of a CPU or node.</param>
/// <param name="Device">With <c>device_add</c>: defines the device, keys as under <c>devices</c> in a scenario file without <c>name</c>.</param>
/// <param name="Driver">With <c>driver_register</c>: defines the driver, keys as under <c>drivers</c> without <c>name</c>.</param>
/// <param name="Probe">What probes of the device or driver do, for example <c>wait 35ms, compute 1ms</c>.</param>
public sealed record EventRequest(string Op, JsonElement? Target, JsonElement? Device, JsonElement? Driver, string? Probe);
