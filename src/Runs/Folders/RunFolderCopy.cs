using System.Data;

namespace NumaProbe.Runs.Folders;

/// <summary>
/// Makes a run folder of a scenario and a <c>run.db</c> that was written elsewhere. The folder appears whole and readable, or not at all.
/// </summary>
public static class RunFolderCopy
{
    /// <summary>Checks that a folder may be written, before much time is spent on what goes into it.</summary>
    /// <param name="path">The folder; its parents are made.</param>
    /// <param name="force">Replace an earlier run of that name.</param>
    /// <exception cref="RunFolderException">The folder may not or cannot be written.</exception>
    public static void Check(string path, bool force) => RunFolderTarget.Open(path, force).Abandon();

    /// <summary>Writes the folder.</summary>
    /// <param name="path">The folder; its parents are made.</param>
    /// <param name="force">Replace an earlier run of that name.</param>
    /// <param name="scenario">The scenario file as run.</param>
    /// <param name="writeDatabase">Writes the database into the stream.</param>
    /// <exception cref="RunFolderException">The folder may not or cannot be written, or what was written is no run.</exception>
    public static void Write(string path, bool force, ScenarioText scenario, Action<Stream> writeDatabase)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(writeDatabase);
        var target = RunFolderTarget.Open(path, force);
        try
        {
            File.WriteAllBytes(Path.Combine(target.Temporary, scenario.FileName), scenario.Bytes.Span);
            using (var database = File.Create(Path.Combine(target.Temporary, RunFolderSchema.DatabaseFile)))
            {
                writeDatabase(database);
            }

            using (RunFolderReader.Open(target.Temporary))
            {
                // what opens is a run
            }

            target.Commit();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DataException)
        {
            throw new RunFolderException($"{path} cannot be written: {e.Message}", e);
        }
        finally
        {
            target.Abandon();
        }
    }
}
