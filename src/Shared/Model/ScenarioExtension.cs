using System.Collections.Immutable;
using NumaProbe.Shared.Operations;
using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Model;

/// <summary>
/// What an injection may do to a scenario: append. Everything that is there keeps its place, and nothing that has happened already would
/// have happened otherwise if what is new had been there from the start. Owns nothing.
/// </summary>
internal static class ScenarioExtension
{
    /// <summary>Everything of the one scenario is in the other, at the same place.</summary>
    internal static bool Holds(Scenario before, Scenario after) =>
        ReferenceEquals(before, after)
        || (ReferenceEquals(before.Topology, after.Topology)
            && ReferenceEquals(before.Kernel, after.Kernel)
            && ReferenceEquals(before.Costs, after.Costs)
            && before.Buses == after.Buses
            && before.Locks == after.Locks
            && before.Naming == after.Naming
            && Begins(before.Modules, after.Modules)
            && Begins(before.Drivers, after.Drivers)
            && Begins(before.Devices, after.Devices)
            && Begins(before.Probes, after.Probes)
            && Begins(before.Threads, after.Threads)
            && Begins(before.Events, after.Events));

    /// <summary>Requires an extension, and that what is new could not have changed what has happened.</summary>
    /// <param name="before">The scenario so far.</param>
    /// <param name="after">The extension.</param>
    /// <param name="isDevice">A device of that name was there.</param>
    /// <param name="isDriver">A driver of that name was there.</param>
    internal static void Require(Scenario before, Scenario after, Func<string, bool> isDevice, Func<string, bool> isDriver)
    {
        Invariant.Require(Holds(before, after), "extension-keeps-what-is-there");
        var modules = before.Modules.Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var driver in after.Drivers.AsSpan()[before.Drivers.Length..])
        {
            Invariant.Require(driver.Module is null || !modules.Contains(driver.Module), "new-drivers-join-new-modules");
        }

        foreach (var rule in after.Probes.AsSpan()[before.Probes.Length..])
        {
            var isNew = (rule.Device is not null && !isDevice(rule.Device)) || (rule.Driver is not null && !isDriver(rule.Driver));
            Invariant.Require(isNew, "new-rules-name-something-new");
        }

        foreach (var device in after.Devices.AsSpan()[before.Devices.Length..])
        {
            Invariant.Require(!device.Suppliers.Any(isDevice), "new-suppliers-only");
        }

        var boots = HasLateInitcall(before);
        for (var i = before.Events.Length; i < after.Events.Length; i++)
        {
            Invariant.Require(after.Events[i].Index == i, "events-are-numbered-by-place", i);
            Invariant.Require(after.Events[i].Operation != EventOperation.LateInitcall || boots, "late-initcall-is-known-from-the-start", i);
        }
    }

    /// <summary>The machine boots during the run; without this event it is up from the start.</summary>
    internal static bool HasLateInitcall(Scenario scenario) => scenario.Events.Any(static e => e.Operation == EventOperation.LateInitcall);

    private static bool Begins<T>(ImmutableArray<T> before, ImmutableArray<T> after)
        where T : class
    {
        if (before == after)
        {
            return true;
        }

        if (after.Length < before.Length)
        {
            return false;
        }

        for (var i = 0; i < before.Length; i++)
        {
            if (!ReferenceEquals(before[i], after[i]))
            {
                return false;
            }
        }

        return true;
    }
}
