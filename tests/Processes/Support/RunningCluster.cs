using System.Collections.Concurrent;
using System.Globalization;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes.Support;

/// <summary>A cluster of real processes, kept running by <c>numaprobe up</c>. Owns its folder and its processes.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    /// <summary>Processes that hold nodes.</summary>
    internal const int HostCount = 4;

    private const int LinesKept = 2_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-cluster-");
    private readonly ConcurrentQueue<string> _log = new();
    private readonly GuardedProcess _up;

    private RunningCluster(TestBroker broker)
    {
        Name = "c" + Guid.NewGuid().ToString("N");
        Port = FreePorts.Take(1)[0];
        Broker = broker;
        Client = new ClusterClient(Port);
        _up = NumaProbeProgram.Start(
            _folder.FullName, Note, [], "up", "--processes", HostCount.ToString(CultureInfo.InvariantCulture), "--broker-file", broker.UriFile,
            "--cluster", Name, "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}"), "--data", Data);
    }

    /// <summary>Name of the cluster.</summary>
    internal string Name { get; }

    /// <summary>Port of the API.</summary>
    internal int Port { get; }

    /// <summary>Its broker.</summary>
    internal TestBroker Broker { get; }

    /// <summary>Asks it.</summary>
    internal ClusterClient Client { get; }

    /// <summary>Folder of its journal and its runs.</summary>
    internal string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>What its processes have logged, the latest lines.</summary>
    internal string Log => string.Join('\n', _log);

    /// <summary>Starts one and waits until every process has joined.</summary>
    internal static async Task<RunningCluster> StartAsync(TestBroker broker)
    {
        var cluster = new RunningCluster(broker);
        try
        {
            await cluster.Client.StatusIsAsync(status => status is { IsLeader: true, Hosts.Count: HostCount }, "every process has joined");
            return cluster;
        }
        catch (Exception e)
        {
            var log = cluster.Log;
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"the cluster did not start:\n{log}", e);
        }
    }

    /// <summary>The coordinator's process, or null between its death and its next life.</summary>
    internal async Task<int?> CoordinatorAsync() => await ChildAsync("coordinator");

    /// <summary>A host's process, or null between its death and its next life.</summary>
    internal async Task<int?> HostAsync(int host) => await ChildAsync(string.Create(CultureInfo.InvariantCulture, $"host-{host}"));

    /// <summary>Runs a scenario here and in this process, and fails with the first line that differs.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="pace">Pace, or null for as fast as it goes.</param>
    /// <param name="meanwhile">What to do while it runs, with the number of the run; or null.</param>
    internal async Task ShouldAgreeAsync(RunSource source, double? pace = null, Func<int, Task>? meanwhile = null)
    {
        var number = await Client.StartAsync(source, pace);
        if (meanwhile is not null)
        {
            await meanwhile(number);
        }

        var ended = await Client.EndAsync(number);
        ended.IsWritten.ShouldBeTrue(ended.Message);
        var expected = source.RunEmbedded(ended.ToolVersion).Lines;
        Traces.ShouldBeEqual(Traces.OfFolder(Directory.EnumerateDirectories(Path.Combine(Data, "runs"), $"{number}-*").Single()), expected);

        // a coordinator that leads again after the end has the run in its folder only
        if (ended.TraceEvents > 0)
        {
            Traces.ShouldBeEqual(await Client.TraceAsync(), expected);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // in order, so that no child is left
        if (_up.Id.IsCompletedSuccessfully)
        {
            Signals.Terminate(await _up.Id);
            await Eventually.Happens(_up.Exited, "the end of the cluster");
        }

        _up.Dispose();
        Client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<int?> ChildAsync(string word) =>
        ProcessTree.Children(await _up.Id, word, Name) is [var child, ..] ? child : null;

    private void Note(string line)
    {
        _log.Enqueue(line);
        while (_log.Count > LinesKept)
        {
            _log.TryDequeue(out _);
        }
    }
}
