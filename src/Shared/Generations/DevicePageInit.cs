namespace NumaProbe.Shared.Generations;

/// <summary>How devm_memremap_pages() initialises the struct pages of a device's memory.</summary>
public enum DevicePageInit
{
    /// <summary>One pass under the memory-hotplug lock, and another over all pages after it, which sets their owner (up to 4.19).</summary>
    TwiceFirstUnderLock,

    /// <summary>One pass after the lock was given back (4.20 and later).</summary>
    OnceOutsideLock,
}
