using System.Globalization;
using NumaProbe.Processes.Proxies;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>
/// A cluster without TLS of which every process is behind a proxy: nothing goes from one to another but through those. Owns the proxies and the
/// processes.
/// </summary>
internal sealed class ProxiedCluster : RunningCluster
{
    private readonly IReadOnlyList<Proxy> _proxies;
    private readonly IReadOnlyList<KeptProcess> _processes;

    private ProxiedCluster()
    {
        _proxies = [.. FreePorts.Take(HostCount + 1).Select(port => new Proxy(port))];
        _processes = [new KeptProcess(StartCoordinator), .. Enumerable.Range(0, HostCount).Select(host => new KeptProcess(() => StartHost(host)))];
    }

    /// <summary>The proxies, the coordinator's first.</summary>
    internal IReadOnlyList<Proxy> Proxies => _proxies;

    /// <summary>Starts one and waits until every process has joined.</summary>
    internal static Task<ProxiedCluster> StartAsync() => WorkingAsync(new ProxiedCluster());

    /// <inheritdoc/>
    internal override Task<int?> CoordinatorAsync() => _processes[0].IdAsync();

    /// <inheritdoc/>
    internal override Task<int?> HostAsync(int host) => _processes[host + 1].IdAsync();

    private protected override async Task EndAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
    }

    private GuardedProcess StartCoordinator() => Start(0, "coordinator", "--data", Data, "--listen", ProcessPlace.Loopback(Port));

    private GuardedProcess StartHost(int host) =>
        Start(host + 1, "node", "--nodes", NodesOf(host), "--name", string.Create(CultureInfo.InvariantCulture, $"host-{host}"));

    private GuardedProcess Start(int number, string verb, params string[] words)
    {
        var place = _proxies[number].Place;
        string[] common = ["--cluster", Name, "--seeds", string.Join(',', _proxies.Select(proxy => proxy.Place.Address)), .. place.Words];
        return NumaProbeProgram.Start(Folder, Note, [], [verb, .. common, .. words]);
    }

    // as up shares them out
    private static string NodesOf(int host) =>
        string.Join(',', Enumerable.Range(0, 64).Where(node => node % HostCount == host).Select(node => node.ToString(CultureInfo.InvariantCulture)));
}
