namespace NumaProbe.Analysis.Agreement;

/// <summary>
/// What was the same in all recorded runs of a scenario. A part that is null differed between the runs, or the file does
/// not have it: nothing is required of it then.
/// </summary>
public sealed record RecordedInvariants
{
    /// <summary>Tries of each <c>DEVICE/DRIVER</c> in order of start.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RecordedAttempt>?>? Attempts { get; init; }

    /// <summary>Driver that each device ended with; null for none.</summary>
    public IReadOnlyDictionary<string, string?>? Final { get; init; }

    /// <summary>Node that each device ended with; null for none.</summary>
    public IReadOnlyDictionary<string, int?>? FinalNode { get; init; }

    /// <summary>Kernel names of the devices on the deferred list at the end, sorted.</summary>
    public IReadOnlyList<string>? Deferred { get; init; }

    /// <summary>Devices in the order their remove() began.</summary>
    public IReadOnlyList<string>? RemoveOrder { get; init; }

    /// <summary>Result of each call, <c>EVENT:OP:TARGET</c>.</summary>
    public IReadOnlyDictionary<string, int?>? Calls { get; init; }

    /// <summary>The outcomes seen, when they differed between the runs.</summary>
    public IReadOnlyList<RecordedVariant?>? Variants { get; init; }

    /// <summary>Fewest and most probes at once.</summary>
    public RecordedCount? MaxConcurrent { get; init; }

    /// <summary>Times of each named interval.</summary>
    public IReadOnlyDictionary<string, RecordedTiming?>? Timing { get; init; }

    /// <summary>Pairs of which the first ended before the second began.</summary>
    public IReadOnlyList<RecordedPair>? Before { get; init; }

    /// <summary>Pairs that ran at the same time.</summary>
    public IReadOnlyList<RecordedPair>? Overlap { get; init; }

    /// <summary>Calls that took long.</summary>
    public IReadOnlyList<string>? BlockedCalls { get; init; }

    /// <summary>Calls that returned quickly.</summary>
    public IReadOnlyList<string>? NotBlockedCalls { get; init; }
}
