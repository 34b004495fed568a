using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cluster.Conduct;

/// <summary>Where runs that have ended are kept. A problem with it is a value.</summary>
public interface IRunArchive
{
    /// <summary>Writes a run, in place of an earlier attempt at the same.</summary>
    /// <param name="trace">Its trace, complete.</param>
    /// <param name="scenarioText">The scenario as run, with what was injected; UTF-8.</param>
    /// <param name="end">How it ended.</param>
    /// <returns>Its folder, relative to the data directory, or why it could not be written. Exactly one of the two.</returns>
    (string? Folder, string? Problem) Write(ITraceLog trace, ReadOnlyMemory<byte> scenarioText, RunEnd end);
}
