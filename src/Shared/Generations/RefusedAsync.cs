namespace NumaProbe.Shared.Generations;

/// <summary>What device_initial_probe() does when its async entry cannot be queued.</summary>
public enum RefusedAsync
{
    /// <summary>The helper runs in the caller after the device lock was dropped (5.15, 6.1).</summary>
    InlineAfterUnlock,

    /// <summary>The whole attach is redone synchronously, async drivers included (6.12).</summary>
    RedoSynchronously,

    /// <summary>The helper runs in the caller, which still holds the device lock: it waits for itself (up to 5.10).</summary>
    InlineWhileLocked,
}
