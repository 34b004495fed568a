using System.Collections.Concurrent;
using System.Globalization;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Processes.Support;

/// <summary>
/// Processes of a cluster that a test starts and ends one by one; nothing starts them again. Owns their folder.
/// </summary>
/// <param name="broker">Its broker.</param>
internal sealed class LooseCluster(TestBroker broker) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-loose-");
    private readonly List<GuardedProcess> _processes = [];
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>Name of the cluster.</summary>
    internal string Name { get; } = "c" + Guid.NewGuid().ToString("N");

    /// <summary>A folder of the test's own.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>Folder of the journal, which all coordinators share.</summary>
    internal string Data { get; init; } = "data";

    /// <summary>What its processes have logged.</summary>
    internal string Log => string.Join('\n', _log);

    /// <summary>Starts a coordinator.</summary>
    /// <param name="port">Port of its API.</param>
    /// <param name="before">A program to start it with, or none.</param>
    internal GuardedProcess StartCoordinator(int port, params string[] before) => Start(
        before, "coordinator", "--broker-file", broker.UriFile, "--cluster", Name, "--data", Path.Combine(Folder, Data),
        "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"));

    /// <summary>Starts a process that holds nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="brokerFile">File with the broker's address, or null for the usual one.</param>
    /// <param name="before">A program to start it with, or none.</param>
    internal GuardedProcess StartHost(string nodes, string? brokerFile = null, params string[] before) => Start(
        before, "node", "--broker-file", brokerFile ?? broker.UriFile, "--cluster", Name, "--nodes", nodes, "--health-file", HealthFileOf(nodes));

    /// <summary>The pulse of a process that holds nodes.</summary>
    internal string HealthFileOf(string nodes) => Path.Combine(Folder, $"health-{nodes}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private GuardedProcess Start(string[] before, params string[] words)
    {
        var process = NumaProbeProgram.Start(Folder, line => _log.Enqueue(line), before, words);
        _processes.Add(process);
        return process;
    }
}
