using System.Globalization;

namespace NumaProbe.Api.Streaming;

/// <summary>The id of an event of a stream: <c>RUN.PLACE</c>. The run is part of it, so that a stream of another run begins at its start.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Place">Place of the event in the trace, from 0.</param>
internal sealed record LastEvent(int Run, long Place)
{
    /// <summary>Reads an id; null when it is none.</summary>
    internal static LastEvent? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            && long.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new LastEvent(run, place)
            : null;
    }
}
