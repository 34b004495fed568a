using NumaProbe.Shared;

namespace NumaProbe.Runs.Folders;

/// <summary>Bounds of a run folder that is read: nothing in it may cost more than it can be worth. Reaching one refuses the folder.</summary>
public static class RunFolderBounds
{
    /// <summary>Longest text or row, bytes: SQLite refuses a longer one before it takes memory for it.</summary>
    public const int ValueBytes = 1 << 20;

    /// <summary>Longest name of a device, driver, lock or target, characters; a scenario's own are at most <see cref="ScenarioLimits.NameLength"/>.</summary>
    public const int NameLength = 4096;

    /// <summary>Most rows of the table <c>run</c>.</summary>
    public const int InfoRows = 64;

    /// <summary>Most seals: those of all events and those of each node, for more events than a run can have.</summary>
    public const int Seals = 4_000_000;
}
