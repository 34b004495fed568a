namespace NumaProbe.Shared.Naming;

/// <summary>Where a naming class has its numbers from.</summary>
public enum IndexSource
{
    /// <summary>The lowest free number (ida_alloc()); given back when the device loses its driver.</summary>
    Ida,

    /// <summary>A counter (atomic_inc_return()): never the same number twice.</summary>
    Counter,

    /// <summary>A number that the firmware fixed for the device (of_alias_get_id()), else the lowest free one above all fixed ones.</summary>
    Alias,

    /// <summary>A table or the place in the topology: the number is the same whoever comes first.</summary>
    Fixed,

    /// <summary>The number that the device or an ancestor has of another class.</summary>
    Parent,
}
