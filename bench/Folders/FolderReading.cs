using System.Globalization;
using Microsoft.Data.Sqlite;
using NumaProbe.Engine;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Bench.Folders;

/// <summary>
/// Reads one storm from two folders by turns, one with seals and one as an older program wrote it, and compares the processor time. Owns the
/// measurement only.
/// </summary>
internal static class FolderReading
{
    private const int Rounds = 30;

    /// <summary>Writes both folders, reads each so many times, and says what the cheapest reading of each took.</summary>
    internal static string Measure(int devices)
    {
        var folder = Directory.CreateTempSubdirectory("numaprobe-bench-");
        try
        {
            var (@sealed, plain) = (Path.Combine(folder.FullName, "sealed"), Path.Combine(folder.FullName, "plain"));
            Write(@sealed, devices);
            Write(plain, devices);
            RemoveSeals(plain);
            var (withSeals, without) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            long events = 0;
            for (var round = 0; round < Rounds; round++)
            {
                withSeals = Least(withSeals, Read(@sealed, out events));
                without = Least(without, Read(plain, out _));
            }

            return string.Create(
                CultureInfo.InvariantCulture,
                $"folder: {events} events read in {withSeals.TotalMilliseconds:F0} ms with seals, {without.TotalMilliseconds:F0} ms without: {withSeals / without:F3} of it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static void Write(string folder, int devices)
    {
        var scenario = StormScenario.Create(devices);
        var header = RunHeader.Create(scenario.Name, [], KernelGenerations.Default.Name, scenario.Seed, "bench");
        using var writer = RunFolderWriter.Create(RunFolderPlace.At(folder, force: false), header, TraceNames.From(scenario), ScenarioText.Of("bench"u8.ToArray()));
        writer.Complete(EmbeddedRun.Execute(scenario, KernelGenerations.Default, scenario.Seed, RunLimits.Default, writer, null, CancellationToken.None));
    }

    private static void RemoveSeals(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder}/run.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE seal; DELETE FROM run WHERE key='seal'; PRAGMA user_version=1; VACUUM";
        command.ExecuteNonQuery();
    }

    private static TimeSpan Read(string folder, out long events)
    {
        var clock = new ProcessorClock();
        using var reader = RunFolderReader.Open(folder);
        events = reader.Events().LongCount();
        return clock.Elapsed;
    }
}
