using System.Collections.Immutable;

namespace NumaProbe.Shared.Model;

/// <summary>The locks of the whole machine that the kernel has in any scenario. A scenario may name one; it is the same lock then.</summary>
public static class BuiltInLocks
{
    /// <summary>mem_hotplug_lock of mm/memory_hotplug.c, written to by whoever gives memory its page tables.</summary>
    public const string MemoryHotplug = "mem_hotplug_lock";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [MemoryHotplug];

    /// <summary>Every lock of a machine by number: the scenario's own, then those that it does not name.</summary>
    /// <param name="scenario">The scenario.</param>
    public static ImmutableArray<string> Of(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return [.. scenario.Locks, .. All.Where(name => !scenario.Locks.Contains(name, StringComparer.Ordinal))];
    }
}
