using System.Collections.Concurrent;
using System.Globalization;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>
/// A cluster of one coordinator and four hosts in real processes, which whoever keeps it running starts again when they die. Owns its folder.
/// </summary>
internal abstract class RunningCluster : IAsyncDisposable
{
    /// <summary>Processes that hold nodes.</summary>
    internal const int HostCount = 4;

    private const int LinesKept = 2_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-cluster-");
    private readonly ConcurrentQueue<string> _log = new();

    private protected RunningCluster()
    {
        Port = FreePorts.Take(1)[0];
        Client = new ClusterClient(Port);
    }

    /// <summary>Name of the cluster.</summary>
    internal string Name { get; } = "c" + Guid.NewGuid().ToString("N");

    /// <summary>Port of the API.</summary>
    internal int Port { get; }

    /// <summary>Asks it.</summary>
    internal ClusterClient Client { get; }

    /// <summary>Folder of its journal and its runs.</summary>
    internal string Data => Path.Combine(Folder, "data");

    /// <summary>What its processes have logged, the latest lines.</summary>
    internal string Log => string.Join('\n', _log);

    private protected string Folder => _folder.FullName;

    /// <summary>The coordinator's process, or null between its death and its next life.</summary>
    internal abstract Task<int?> CoordinatorAsync();

    /// <summary>A host's process, or null between its death and its next life.</summary>
    internal abstract Task<int?> HostAsync(int host);

    /// <summary>Waits until every process is a member of the cluster and works.</summary>
    internal async Task AllAreUpAsync()
    {
        try
        {
            await Client.StatusIsAsync(
                status => status is { IsLeader: true, Hosts.Count: HostCount } && status.AllAreUp(HostCount + 1), "every process is up");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{Log}", e);
        }
    }

    /// <summary>Runs a scenario here and in this process, and fails with the first line that differs.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="pace">Pace, or null for as fast as it goes.</param>
    /// <param name="meanwhile">What to do while it runs, with the number of the run; or null.</param>
    internal async Task ShouldAgreeAsync(RunSource source, double? pace = null, Func<int, Task>? meanwhile = null)
    {
        try
        {
            await AgreeAsync(source, pace, meanwhile);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{Log}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Client.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Waits until a new cluster works; one that never does is ended, and says what it logged.</summary>
    private protected static async Task<T> WorkingAsync<T>(T cluster)
        where T : RunningCluster
    {
        try
        {
            await cluster.AllAreUpAsync();
            return cluster;
        }
        catch (Exception e)
        {
            var log = cluster.Log;
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"the cluster did not start:\n{log}", e);
        }
    }

    /// <summary>Ends the processes.</summary>
    private protected abstract Task EndAsync();

    private protected void Note(string line)
    {
        _log.Enqueue(line);
        while (_log.Count > LinesKept)
        {
            _log.TryDequeue(out _);
        }
    }

    private async Task AgreeAsync(RunSource source, double? pace, Func<int, Task>? meanwhile)
    {
        var number = await Client.StartAsync(source, pace);
        if (meanwhile is not null)
        {
            await meanwhile(number);
        }

        var ended = await Client.EndAsync(number);
        ended.IsWritten.ShouldBeTrue(ended.Message);
        var expected = source.RunEmbedded(ended.ToolVersion).Lines;
        var folder = Directory.EnumerateDirectories(Path.Combine(Data, "runs"), string.Create(CultureInfo.InvariantCulture, $"{number}-*")).Single();
        Traces.ShouldBeEqual(Traces.OfFolder(folder), expected);

        // a coordinator that leads again after the end has the run in its folder only
        if (ended.TraceEvents > 0)
        {
            Traces.ShouldBeEqual(await Client.TraceAsync(), expected);
        }
    }
}
