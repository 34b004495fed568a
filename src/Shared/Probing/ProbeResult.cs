using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>How a probe body ends. Domain outcomes are values: a failing probe is no exception.</summary>
public abstract record ProbeResult;

/// <summary>Returns 0.</summary>
public sealed record SuccessResult : ProbeResult;

/// <summary>Returns an errno.</summary>
/// <param name="Errno">Negative errno, for example -19 (ENODEV) or -517 (EPROBE_DEFER).</param>
/// <param name="FailFirst">Fails only for the first so many tries and then succeeds; 0 fails always.</param>
public sealed record ErrorResult(int Errno, int FailFirst) : ProbeResult;

/// <summary>Returns -EPROBE_DEFER (-517) until another device is bound.</summary>
/// <param name="Supplier">Name of the device that must be bound.</param>
/// <param name="CheckAtExit">Looks after the work; otherwise before it, and an unbound supplier then skips the work.</param>
/// <param name="Delay">When looking before the work: how long the deferring probe sleeps before it returns.</param>
public sealed record DeferUntilBoundResult(string Supplier, bool CheckAtExit, DurationDistribution Delay) : ProbeResult;

/// <summary>Returns the error of the first case whose condition holds, else 0.</summary>
/// <param name="Cases">The cases in the order they are looked at.</param>
public sealed record ConditionalResult(ImmutableArray<ErrorCase> Cases) : ProbeResult;
