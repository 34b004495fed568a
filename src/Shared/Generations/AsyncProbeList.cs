namespace NumaProbe.Shared.Generations;

/// <summary>What driver_async_probe= understands.</summary>
public enum AsyncProbeList
{
    /// <summary>There is no such parameter.</summary>
    Absent,

    /// <summary>Names of drivers.</summary>
    Names,

    /// <summary>Names, and <c>*</c> for all but the named.</summary>
    NamesAndStar,
}
