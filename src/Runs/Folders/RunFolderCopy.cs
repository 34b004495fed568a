using NumaProbe.Runs.Places;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Makes a run folder of a scenario and a <c>run.db</c> that was written elsewhere. The folder appears whole and readable, or not at all.
/// </summary>
public static class RunFolderCopy
{
    /// <summary>Checks that a folder may be written, before much time is spent on what goes into it.</summary>
    /// <param name="place">The folder; its parents are made.</param>
    /// <exception cref="RunFolderException">The folder may not or cannot be written.</exception>
    public static void Check(RunFolderPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        RunFolderTarget.Open(place).Dispose();
    }

    /// <summary>Writes the folder.</summary>
    /// <param name="place">The folder; its parents are made.</param>
    /// <param name="scenario">The scenario file as run.</param>
    /// <param name="writeDatabase">Writes the database into the stream.</param>
    /// <returns>The folder, as it was named.</returns>
    /// <exception cref="RunFolderException">The folder may not or cannot be written, or what was written is no run.</exception>
    public static string Write(RunFolderPlace place, ScenarioText scenario, Action<Stream> writeDatabase)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(writeDatabase);
        ArgumentNullException.ThrowIfNull(place);
        using var target = RunFolderTarget.Open(place);
        try
        {
            File.WriteAllBytes(Path.Combine(target.Temporary, scenario.FileName), scenario.Bytes.Span);
            using (var database = File.Create(Path.Combine(target.Temporary, RunFolderFiles.Database)))
            {
                writeDatabase(database);
            }

            using (RunFolderReader.Open(target.Temporary))
            {
                // what opens is a run
            }

            return target.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException(FolderProblem.Of(target.Given, e), e);
        }
    }
}
