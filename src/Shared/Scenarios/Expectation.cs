namespace NumaProbe.Shared.Scenarios;

/// <summary>
/// A statement a scenario makes about its own result; <c>run</c> ends 1 when it does not hold.
/// </summary>
/// <param name="Subject">What is measured: a summary figure (<c>makespan</c>, <c>bound</c>, <c>deferred</c>, <c>on_node_percent</c>, …) or <c>bound_to:DEVICE</c>.</param>
/// <param name="Minimum">Lowest accepted value (times in nanoseconds), or null.</param>
/// <param name="Maximum">Highest accepted value, or null.</param>
/// <param name="Text">Exact text wanted (for example a driver name), or null.</param>
public sealed record Expectation(string Subject, double? Minimum, double? Maximum, string? Text);
