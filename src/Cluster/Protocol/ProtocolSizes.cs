namespace NumaProbe.Cluster.Protocol;

/// <summary>Sizes at which the protocol changes its way. Smaller ones change no result; tests use them to get there quickly.</summary>
/// <param name="EventsPerWindow">See <see cref="WindowBounds.MaxEvents"/>.</param>
/// <param name="OutputsPerWindow">See <see cref="WindowBounds.MaxOutputs"/>.</param>
/// <param name="EnvelopesPerGrant">See <see cref="WindowBounds.MaxEnvelopesPerGrant"/>.</param>
/// <param name="KeptEnvelopes">See <see cref="WindowBounds.MaxKeptEnvelopes"/>.</param>
/// <param name="OwnTurns">See <see cref="WindowBounds.MaxOwnTurns"/>.</param>
internal sealed record ProtocolSizes(int EventsPerWindow, int OutputsPerWindow, int EnvelopesPerGrant, int KeptEnvelopes, int OwnTurns)
{
    /// <summary>The sizes.</summary>
    internal static ProtocolSizes Default { get; } = new(
        WindowBounds.MaxEvents, WindowBounds.MaxOutputs, WindowBounds.MaxEnvelopesPerGrant, WindowBounds.MaxKeptEnvelopes, WindowBounds.MaxOwnTurns);
}
