using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace NumaProbe.Analysis.Agreement;

/// <summary>One try of a driver on a device, in files <c>[result, how]</c>.</summary>
/// <param name="Result">0 or a negative errno.</param>
/// <param name="How">caller, async, deferred-worker or nested.</param>
[JsonConverter(typeof(AttemptConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordedAttempt(int Result, string How)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(null, $"{Result} ({How})");
}
