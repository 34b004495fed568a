using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Live;

/// <summary>One event of a fragment, before it is known when and in which thread it happens.</summary>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Target, or null.</param>
public sealed record FragmentOperation(EventOperation Operation, string? Target);
