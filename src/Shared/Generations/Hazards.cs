using NumaProbe.Shared.Findings;

namespace NumaProbe.Shared.Generations;

/// <summary>Which generation can do wrong what, and which one mends it: both follow from the generations' data.</summary>
public static class Hazards
{
    /// <summary>True when a run of the generation can have such a finding.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="generation">The generation.</param>
    public static bool Suffers(FindingKind kind, KernelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return kind switch
        {
            FindingKind.LostMatch => generation is { PendingDriver: not PendingDriver.None, PendingDriverGuards: false },
            FindingKind.PassedOverMatch => generation.PendingDriverGuards,
            FindingKind.NullDriver or FindingKind.ForeignDriverData or FindingKind.ClobberedDriverData =>
                generation.PendingDriver == PendingDriver.DriverData,
            FindingKind.DriverUseAfterFree or FindingKind.FlushUnderLock => generation.DetachFlush == DetachFlush.UnderDeviceLock,
            FindingKind.ProbeOfRemovedDevice => generation.DeadFlag == DeadFlag.None,
            FindingKind.AttachOfRemovedDevice => generation.DeadFlag != DeadFlag.Everywhere,
            FindingKind.WalkCutShort => generation.MatchErrorEndsDriverWalk,
            FindingKind.InlineUnderLock => generation.DriverSideSchedulesLocked || generation.DeviceSideRefused == RefusedAsync.InlineWhileLocked,
            _ => true,
        };
    }

    /// <summary>The first later generation that does it right, or null when none does.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="generation">The generation in which it does.</param>
    public static KernelGeneration? MendedIn(FindingKind kind, KernelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return KernelGenerations.All.FirstOrDefault(one => !one.IsProposal && one.Release > generation.Release && !Suffers(kind, one));
    }
}
