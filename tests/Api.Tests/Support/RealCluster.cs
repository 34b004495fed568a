using System.Text;
using Serilog;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Akka;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Journal;
using NumaProbe.Tests.Support.Processes;
using NumaProbe.VirtualTime;

namespace NumaProbe.Api.Tests.Support;

/// <summary>A coordinator with its journal and its API, and two node hosts, all in this process.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    internal const string Version = "1.2.3";

    private readonly ILogger _log = new LoggerConfiguration().CreateLogger();
    private readonly CancellationTokenSource _stop = new();
    private readonly SqliteJournal _journal;
    private readonly List<Task> _processes = [];
    private ApiHost? _api;
    private HttpClient? _client;

    private RealCluster(string data) => _journal = new SqliteJournal(Path.Combine(data, "journal.db"));

    /// <summary>Starts a cluster that leads and has every node.</summary>
    internal static async Task<RealCluster> StartAsync(string data)
    {
        var cluster = new RealCluster(data);
        var control = new ClusterControl("lab");
        var options = new ApiOptions { Listen = "127.0.0.1:0", ToolVersion = Version, DataDirectory = data, Limits = ApiHarness.Generous };
        cluster._api = await ApiHost.StartAsync(options, control, cluster._log, TestContext.Current.CancellationToken);
        cluster._client = new HttpClient { BaseAddress = cluster._api.Address };
        var address = new HostPort("127.0.0.1", FreePorts.Take(1)[0]);
        var settings = new CoordinatorSettings("lab", Version);
        var known = new KnownMembers(Path.Combine(data, "members"), cluster._log);
        cluster.Run(stop => ClusterProcess.RunCoordinatorAsync(
            At(address, address), () => new CoordinatorCore(settings, cluster._journal, new RunFolderArchive(data)), control, known, new HealthFile(null, cluster._log), cluster._log, stop));
        for (var node = 0; node < 2; node++)
        {
            var held = node;
            cluster.Run(stop => ClusterProcess.RunNodeAsync(
                At(new HostPort("127.0.0.1", 0), address), own => new HostIdentity($"host{held}", (ulong)(held + 1), own, [held], Version), BareHosts.Instance,
                new HealthFile(null, cluster._log), cluster._log, stop));
        }

        await cluster.WaitAsync("ready");
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_processes);
        _client!.Dispose();
        await _api!.StopAsync(CancellationToken.None);
        await _api.DisposeAsync();
        _journal.Dispose();
        _stop.Dispose();
    }

    internal async Task<string> GetAsync(string path)
    {
        using var response = await _client!.GetAsync(new Uri("/api/v1/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await TextAsync(response);
    }

    internal async Task<string> PostAsync(string path, string body = "", string type = "application/yaml")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await _client!.PostAsync(new Uri("/api/v1/" + path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await TextAsync(response);
    }

    /// <summary>Waits for something that must come.</summary>
    internal async Task WaitAsync(string condition) =>
        (await GetAsync($"wait?for={Uri.EscapeDataString(condition)}&timeout=60s")).ShouldContain("\"isMet\":true");

    private static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return text;
    }

    private static ClusterEndpoint At(HostPort own, HostPort seed) => new("lab", own, own, [seed], Tls: null);

    private void Run(Func<CancellationToken, Task> process) => _processes.Add(Task.Run(() => process(_stop.Token)));
}
