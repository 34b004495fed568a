namespace NumaProbe.Shared.Generations;

/// <summary>
/// What one kernel generation does differently. Data and small choices only; the driver core asks it at the place
/// where the kernel's source differs. A new generation is one file beside this one and one line in <see cref="KernelGenerations"/>.
/// </summary>
public sealed record KernelGeneration
{
    /// <summary>Name as users type it, for example <c>v6.12</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The full version that was read and recorded.</summary>
    public required string Source { get; init; }

    /// <summary>How CPUs map to pools of unbound workers.</summary>
    public required AffinityScope DefaultAffinityScope { get; init; }

    /// <summary>Workers may leave their pod once started (non-strict scopes, 6.6 and later).</summary>
    public required bool SoftAffinity { get; init; }

    /// <summary>Most async functions running at once on a node.</summary>
    public required Func<int, int> AsyncMaxActive { get; init; }

    /// <summary>
    /// Work held back by the limit waits in one queue for each CPU that was chosen, served in turn (6.6 and later), not in one queue a node.
    /// </summary>
    public required bool PoolWorkqueuePerCpu { get; init; }

    /// <summary>
    /// Async functions run on system_unbound_wq, whose limit they share with the deferred work item (up to 6.8), not on a queue of their own.
    /// </summary>
    public required bool AsyncSharesSystemUnbound { get; init; }

    /// <summary>The device-side async helper takes the parent's lock too (__device_attach_async_helper, 6.12.117).</summary>
    public required bool DeviceSideAsyncTakesParentLock { get; init; }

    /// <summary>A deferred retry takes the parent's lock too (bus_probe_device_deferred, 6.12.117).</summary>
    public required bool DeferredRetryTakesParentLock { get; init; }

    /// <summary>What the device side does when its async entry is refused.</summary>
    public required RefusedAsync DeviceSideRefused { get; init; }

    /// <summary>Default of deferred_probe_timeout=, seconds.</summary>
    public required int DeferredProbeTimeoutSeconds { get; init; }
}
