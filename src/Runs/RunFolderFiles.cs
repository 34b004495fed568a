namespace NumaProbe.Runs;

/// <summary>Names of the files of a run folder.</summary>
internal static class RunFolderFiles
{
    internal const string Database = "run.db";

    internal const string JsonScenario = "scenario.json";

    internal const string YamlScenario = "scenario.yaml";

    /// <summary>What SQLite leaves beside a database that somebody wrote to and did not close.</summary>
    internal static IReadOnlyList<string> DatabaseRests { get; } = [Database + "-journal", Database + "-wal", Database + "-shm"];

    /// <summary>All that a run folder may have.</summary>
    internal static IReadOnlyList<string> All { get; } = [Database, JsonScenario, YamlScenario, .. DatabaseRests];
}
