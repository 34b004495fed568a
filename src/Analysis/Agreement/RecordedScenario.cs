using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>
/// The few facts of a recorded scenario that a comparison needs. Never runs: the scenario itself is loaded by the
/// scenario loader from the same file.
/// </summary>
public sealed record RecordedScenario
{
    /// <summary>Short name.</summary>
    [JsonRequired]
    public required string Name { get; init; }

    /// <summary>One line on what it shows, or null.</summary>
    public string? Title { get; init; }

    /// <summary>Labels; some decide which rules apply.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Nodes and offline CPUs, or null.</summary>
    public RecordedTopology? Topology { get; init; }

    /// <summary>Devices with their nodes, or null.</summary>
    public IReadOnlyList<RecordedDevice>? Devices { get; init; }

    /// <summary>True when the scenario has the label.</summary>
    /// <param name="tag">The label.</param>
    public bool HasTag(string tag) => Tags?.Contains(tag, StringComparer.Ordinal) == true;
}
