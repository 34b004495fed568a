namespace NumaProbe.Processes.Proxies;

/// <summary>A bad line.</summary>
/// <param name="DelayMs">So long takes every frame.</param>
/// <param name="BytesPerMs">And so many of its bytes go through in a millisecond.</param>
internal sealed record SlowLink(double DelayMs, double BytesPerMs)
{
    /// <summary>No message of ours goes on before this has ended; the others do.</summary>
    internal Task Looked { get; init; } = Task.CompletedTask;

    /// <summary>How long a frame takes.</summary>
    internal TimeSpan TimeOf(int bytes) => TimeSpan.FromMilliseconds(DelayMs + (bytes / BytesPerMs));
}
