using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Model;

/// <summary>
/// One call of a kernel thread. Each thread does its events in file order, each not before its time and not before
/// the one before it has returned.
/// </summary>
/// <param name="Index">Place in the scenario's list of events, from 0.</param>
/// <param name="Thread">Id of the kernel thread.</param>
/// <param name="AtNs">Earliest virtual time, in nanoseconds.</param>
/// <param name="Operation">What is called.</param>
/// <param name="Target">Target, or null.</param>
public sealed record ScenarioEvent(int Index, int Thread, long AtNs, EventOperation Operation, string? Target);
