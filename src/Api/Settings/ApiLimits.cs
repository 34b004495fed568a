using NumaProbe.Shared;

namespace NumaProbe.Api.Settings;

/// <summary>Bounds of the API. Reaching one is an answer with a problem, never a growing queue.</summary>
public sealed record ApiLimits
{
    /// <summary>The bounds that hold in practice; tests choose smaller ones.</summary>
    public static ApiLimits Default { get; } = new();

    /// <summary>Requests a client may make a second, and at once.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Clients that follow the trace at the same time.</summary>
    public int Streams { get; init; } = 64;

    /// <summary>Clients that wait for a condition at the same time.</summary>
    public int Waiters { get; init; } = 64;

    /// <summary>Open connections.</summary>
    public int Connections { get; init; } = 2048;

    /// <summary>Open connections of one address; the next one closes the one that has been idle longest.</summary>
    public int ConnectionsPerClient { get; init; } = 256;

    /// <summary>Bytes of a request's body.</summary>
    public int BodyBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of the body that begins a run: the largest scenario file.</summary>
    public int RunBodyBytes { get; init; } = ScenarioLimits.FileBytes;

    /// <summary>Bytes of all headers of a request.</summary>
    public int HeaderBytes { get; init; } = 16 << 10;

    /// <summary>Headers of a request.</summary>
    public int HeaderCount { get; init; } = 64;

    /// <summary>Bytes of a request's first line.</summary>
    public int RequestLineBytes { get; init; } = 4 << 10;

    /// <summary>How long a client may take to send its headers.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection without requests is kept.</summary>
    public TimeSpan IdleConnection { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Items of a page when the client does not say.</summary>
    public int PageItems { get; init; } = 100;

    /// <summary>Most items of a page.</summary>
    public int MaxPageItems { get; init; } = 1000;

    /// <summary>Longest wait for a condition in one request.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a condition is looked at.</summary>
    public TimeSpan WaitInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Silence after which a stream of events gets a sign of life.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Events that a stream takes out of the trace at a time: all it ever holds for a slow client.</summary>
    public int StreamChunk { get; init; } = 512;

    /// <summary>Events that a client which once was up to date may fall behind before it gets a gap instead; a client may ask for less or for none.</summary>
    public int StreamLag { get; init; } = 100_000;

    /// <summary>Longest Idempotency-Key, characters.</summary>
    public int KeyLength { get; init; } = 128;
}
