namespace NumaProbe.Shared.Model;

/// <summary>How the values of an expectation are written.</summary>
public enum ExpectationUnit
{
    /// <summary>Durations (<c>90ms</c>), kept as nanoseconds.</summary>
    Duration,

    /// <summary>Whole numbers.</summary>
    Count,

    /// <summary>0 to 100.</summary>
    Percent,

    /// <summary>Words.</summary>
    Text,
}
