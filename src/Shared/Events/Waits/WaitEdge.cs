using System.Runtime.InteropServices;
using NumaProbe.Shared.Findings;

namespace NumaProbe.Shared.Events.Waits;

/// <summary>One thread waits for another.</summary>
/// <param name="Waiter">Who waits.</param>
/// <param name="Holder">Who has to do something first; may be the waiter.</param>
/// <param name="For">What it waits for.</param>
/// <param name="Wait">The event with which the wait began.</param>
/// <param name="Cookie">Cookie of the holder's job, where the wait is for asynchronous work.</param>
/// <param name="Lock">Number of the lock, where the wait is for one of the machine; else -1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WaitEdge(int Waiter, int Holder, FindingWait For, TraceEvent Wait, long Cookie, int Lock = -1);
