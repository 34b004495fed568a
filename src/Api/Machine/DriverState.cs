namespace NumaProbe.Api.Machine;

/// <summary>What the trace so far says about one driver.</summary>
internal struct DriverState
{
    internal bool IsRegistered { get; set; }

    internal int Bound { get; set; }

    internal int Probes { get; set; }

    internal int Failures { get; set; }
}
