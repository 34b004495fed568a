using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>
/// What a real kernel did with one scenario, as recorded: the scenario's facts that the comparison needs, the machine, and
/// what was the same in every recorded run. Parts a file does not have are null and are not compared.
/// </summary>
public sealed record Recording
{
    /// <summary>Value of <c>schema</c> in files that name one.</summary>
    public const string SchemaName = "probe-oracle/1";

    /// <summary>Schema the file names, or null.</summary>
    public string? Schema { get; init; }

    /// <summary>The scenario's facts.</summary>
    [JsonRequired]
    public required RecordedScenario Scenario { get; init; }

    /// <summary>The machine that ran it, or null.</summary>
    public RecordedMachine? Machine { get; init; }

    /// <summary>What was the same in all runs; null when the file holds a scenario alone.</summary>
    public RecordedInvariants? Invariants { get; init; }

    /// <summary>File it was read from, or an empty text.</summary>
    [JsonIgnore]
    public string File { get; init; } = "";
}
