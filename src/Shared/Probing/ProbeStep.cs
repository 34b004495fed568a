using System.Collections.Immutable;
using NumaProbe.Shared.Operations;

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

/// <summary>Waiting, computing or being busy for a time that is drawn for each probe from the run's seed.</summary>
/// <param name="Work">Which of them.</param>
/// <param name="Duration">How long.</param>
public sealed record DrawnStep(DrawnWork Work, DurationDistribution Duration) : ProbeStep;

/// <summary>
/// Steps under a lock of the whole machine (mem_hotplug_lock, rtnl_mutex). With a share below all, the first part of each step's
/// work is done under the lock and the rest after it; calls are made under it as a whole.
/// </summary>
/// <param name="Lock">Name of the lock.</param>
/// <param name="SharePerMillion">How much of the work is done under the lock.</param>
/// <param name="Steps">The steps.</param>
public sealed record LockedStep(string Lock, int SharePerMillion, ImmutableArray<ProbeStep> Steps) : ProbeStep;

/// <summary>Takes a number of a naming class at this moment, unless the class gave one when the device was added.</summary>
/// <param name="Class">Name of the class.</param>
/// <param name="Of">Device whose number of another class the name has, or null for the device itself and its ancestors.</param>
public sealed record IndexStep(string Class, string? Of = null) : ProbeStep;

/// <summary>
/// devm_memremap_pages(): page tables under the memory-hotplug lock, then a struct page written for each page of 4 KiB; before 4.20 twice,
/// the first time under that lock.
/// </summary>
/// <param name="Bytes">How much memory is mapped.</param>
/// <param name="NumaNode">Node of the struct pages; null for the device's own node, or the CPU's when it has none.</param>
public sealed record MapPagesStep(long Bytes, int? NumaNode) : ProbeStep
{
    private const int PageBytes = 4096;
    private const int StructPageBytes = 64;
    private const long SectionBytes = 128L << 20;

    /// <summary>Bytes of its struct pages.</summary>
    public long StructPages => (Bytes + PageBytes - 1) / PageBytes * StructPageBytes;

    /// <summary>Memory sections it has a part of.</summary>
    public long Sections => (Bytes + SectionBytes - 1) / SectionBytes;
}

/// <summary>
/// scsi_scan_host(): an asynchronous call of its own, which scans and then, when every host that began earlier is done, publishes what it
/// found.
/// </summary>
/// <param name="Scan">The scan, beside those of other hosts.</param>
/// <param name="Publish">What is done when it is the host's turn (scsi_sysfs_add_devices()).</param>
public sealed record ScanHostStep(ImmutableArray<ProbeStep> Scan, ImmutableArray<ProbeStep> Publish) : ProbeStep;

/// <summary>Parts that run as asynchronous calls of their own (async_schedule() inside a probe, as libata's ports).</summary>
/// <param name="Parts">The steps of each part.</param>
/// <param name="Detached">The probe does not wait for them; unbinding does.</param>
public sealed record ParallelStep(ImmutableArray<ImmutableArray<ProbeStep>> Parts, bool Detached) : ProbeStep;

/// <summary>async_synchronize_cookie() of a part's own cookie: waits for every asynchronous call scheduled before it.</summary>
public sealed record EarlierCookiesStep : ProbeStep;
