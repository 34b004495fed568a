namespace NumaProbe.Cluster.Control;

/// <summary>Something to add to the machine while it runs.</summary>
/// <param name="FragmentText">Sections <c>devices</c>, <c>drivers</c>, <c>modules</c>, <c>probes</c> and <c>events</c> as in a scenario file, events without a time; UTF-8 YAML or JSON.</param>
/// <param name="IdempotencyKey">Names the request: repeated with the same text it has no second effect and gets the first receipt. Or null.</param>
public sealed record InjectionRequest(ReadOnlyMemory<byte> FragmentText, string? IdempotencyKey);
