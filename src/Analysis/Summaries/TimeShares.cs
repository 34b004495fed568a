using System.Runtime.InteropServices;

namespace NumaProbe.Analysis.Summaries;

/// <summary>Where the time of a run's threads went, each a sum over all probes or waits, virtual nanoseconds.</summary>
/// <param name="HardwareNs">Probes asleep until hardware answered.</param>
/// <param name="WorkNs">Probes at work on a CPU or in memory.</param>
/// <param name="SharingNs">Probes slowed down because they shared a CPU or a memory controller.</param>
/// <param name="LockNs">Threads waiting for a device lock.</param>
/// <param name="QueueNs">Work waiting for a worker.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimeShares(long HardwareNs, long WorkNs, long SharingNs, long LockNs, long QueueNs)
{
    /// <summary>All that is not work.</summary>
    public long WaitingNs => HardwareNs + SharingNs + LockNs + QueueNs;
}
