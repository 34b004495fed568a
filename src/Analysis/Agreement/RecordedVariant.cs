namespace NumaProbe.Analysis.Agreement;

/// <summary>One of several outcomes of a race; its parts belong together.</summary>
public sealed record RecordedVariant
{
    /// <summary>In how many recorded runs it happened.</summary>
    public int Count { get; init; }

    /// <summary>Tries of each <c>DEVICE/DRIVER</c> in order of start.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RecordedAttempt>?>? Attempts { get; init; }

    /// <summary>Driver that each device ended with; null for none.</summary>
    public IReadOnlyDictionary<string, string?>? Final { get; init; }

    /// <summary>Kernel names of the devices on the deferred list at the end, sorted.</summary>
    public IReadOnlyList<string>? Deferred { get; init; }

    /// <summary>Devices removed from their driver, in any order.</summary>
    public IReadOnlyList<string>? Removes { get; init; }

    /// <summary>Result of each call, <c>EVENT:OP:TARGET</c>.</summary>
    public IReadOnlyDictionary<string, int?>? Calls { get; init; }
}
