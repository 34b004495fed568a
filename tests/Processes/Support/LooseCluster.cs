using System.Collections.Concurrent;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>
/// Processes of a cluster that a test starts and ends one by one; nothing starts them again. Owns their folder.
/// </summary>
/// <param name="coordinators">Where its coordinators are, which are its seeds.</param>
internal sealed class LooseCluster(params ProcessPlace[] coordinators) : IAsyncDisposable
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

    /// <summary>Where its coordinators are.</summary>
    internal IReadOnlyList<ProcessPlace> Coordinators => coordinators;

    /// <summary>Words of every command line that say how processes prove who they are.</summary>
    internal string[] Security { get; set; } = [];

    /// <summary>What its processes have logged.</summary>
    internal string Log => string.Join('\n', _log);

    /// <summary>The file in which its coordinators keep the members.</summary>
    internal string MembersFile => Path.Combine(Folder, Data, "members");

    /// <summary>Starts a coordinator.</summary>
    /// <param name="port">Port of its API.</param>
    /// <param name="which">Its number among the coordinators.</param>
    internal GuardedProcess StartCoordinator(int port, int which = 0) => Start(
        coordinators[which], "coordinator", "--data", Path.Combine(Folder, Data), "--listen", ProcessPlace.Loopback(port));

    /// <summary>Starts a process that holds nodes.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="place">Where it is, or null for any free port of this machine.</param>
    internal GuardedProcess StartHost(string nodes, ProcessPlace? place = null) =>
        Start(place ?? ProcessPlace.Here(), "node", "--nodes", nodes, "--health-file", HealthFileOf(nodes));

    /// <summary>The pulse of a process that holds nodes.</summary>
    internal string HealthFileOf(string nodes) => Path.Combine(Folder, $"health-{nodes}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState is { Result: TestResult.Failed })
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Log);
        }

        foreach (var process in _processes)
        {
            process.Dispose();
        }

        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private GuardedProcess Start(ProcessPlace place, string verb, params string[] words)
    {
        string[] common = ["--cluster", Name, "--seeds", string.Join(',', coordinators.Select(one => one.Address)), .. place.Words, .. place.Security ?? Security];
        var process = NumaProbeProgram.Start(Folder, line => _log.Enqueue(line), place.Before, [verb, .. common, .. words]);
        _processes.Add(process);
        return process;
    }
}
