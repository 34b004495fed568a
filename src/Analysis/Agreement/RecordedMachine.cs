namespace NumaProbe.Analysis.Agreement;

/// <summary>The machine of a recording.</summary>
public sealed record RecordedMachine
{
    /// <summary>Full kernel version, for example <c>6.12.117+deb12-amd64</c>, or null.</summary>
    public string? Kernel { get; init; }

    /// <summary>Kernel command line, or null.</summary>
    public string? CommandLine { get; init; }

    /// <summary>What executed the guest, or null.</summary>
    public string? Accelerator { get; init; }
}
