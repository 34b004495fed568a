using NumaProbe.Shared.Scenarios;

namespace NumaProbe.Shared.Probing;

/// <summary>One step of a probe body. Steps run one after another in the thread that probes. All durations are virtual nanoseconds.</summary>
public abstract record ProbeStep;

/// <summary>Sleep until hardware answers: no CPU is used.</summary>
/// <param name="DurationNs">How long.</param>
public sealed record WaitStep(long DurationNs) : ProbeStep;

/// <summary>CPU time of the task: takes longer when the CPU is shared.</summary>
/// <param name="DurationNs">CPU nanoseconds needed.</param>
public sealed record ComputeStep(long DurationNs) : ProbeStep;

/// <summary>Busy for an amount of wall time on the CPU, however it is shared (a polling loop with a deadline).</summary>
/// <param name="DurationNs">Wall nanoseconds.</param>
public sealed record BusyStep(long DurationNs) : ProbeStep;

/// <summary>Read or write memory: bandwidth is shared at the controller of the node that has the memory, remote access is slower.</summary>
/// <param name="Bytes">How many bytes.</param>
/// <param name="NumaNode">Node of the memory; null for the device's own node.</param>
public sealed record TouchStep(long Bytes, int? NumaNode) : ProbeStep;

/// <summary>An operation called from inside the probe (nested registration), on the probing thread.</summary>
/// <param name="Ordinal">Number of the operation among all operations inside probes, in file order.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Its target, as in an event.</param>
public sealed record CallStep(int Ordinal, EventOperation Operation, string? Target) : ProbeStep;
