using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Machine;

/// <summary>What the trace so far says about one device. Numbers are places in the run's names; -1 is none.</summary>
internal struct DeviceState()
{
    internal bool WasAdded { get; set; }

    internal bool IsPresent { get; set; }

    internal int Node { get; set; } = -1;

    internal int BoundTo { get; set; } = -1;

    internal bool IsProbing { get; set; }

    internal bool IsDeferred { get; set; }

    internal DeferReason DeferReason { get; set; }

    internal int WaitsFor { get; set; } = -1;

    internal int Attempts { get; set; }

    internal int LastDriver { get; set; } = -1;

    internal int? LastResult { get; set; }

    /// <summary>One word for people and for choosing.</summary>
    internal readonly string Word =>
        !IsPresent ? DeviceWords.Absent
        : BoundTo >= 0 ? DeviceWords.Bound
        : IsProbing ? DeviceWords.Probing
        : IsDeferred ? DeviceWords.Deferred
        : DeviceWords.Unbound;
}
