using Serilog;
using NumaProbe.Api;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Tests.Support;

/// <summary>The command line with the API of a cluster that a test controls.</summary>
internal sealed class LiveHarness : IAsyncDisposable
{
    private readonly ApiHost _host;

    private LiveHarness(CliHarness cli, FakeCluster cluster, ApiHost host)
    {
        (Cli, Cluster, _host) = (cli, cluster, host);
        Cli.Variables["NUMAPROBE_URL"] = Url;
    }

    internal CliHarness Cli { get; }

    internal FakeCluster Cluster { get; }

    internal string Url => _host.Address.ToString().TrimEnd('/');

    internal static async Task<LiveHarness> StartAsync(Func<CliHarness, ApiOptions, ApiOptions>? change = null)
    {
        var (cli, cluster) = (new CliHarness(), new FakeCluster());
        var options = new ApiOptions { Listen = "127.0.0.1:0", ToolVersion = "1.2.3", Limits = new ApiLimits { RequestsPerSecond = 100_000 } };
        var host = await ApiHost.StartAsync(
            change?.Invoke(cli, options) ?? options, cluster, new LoggerConfiguration().CreateLogger(), TestContext.Current.CancellationToken);
        return new LiveHarness(cli, cluster, host);
    }

    /// <summary>A cluster with a run that stays open.</summary>
    internal static async Task<LiveHarness> StartWithRunAsync()
    {
        var live = await StartAsync();
        await live.Cluster.StartAsync(
            new(System.Text.Encoding.UTF8.GetBytes(SomeScenario.TwoNodes), "s.yaml", null, null, null, StaysOpen: true, null), TestContext.Current.CancellationToken);
        return live;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        Cluster.Dispose();
        Cli.Dispose();
    }

    /// <summary>Does what a command line says and gives its exit code.</summary>
    internal int Run(params string[] words) => Cli.Run(words);

    /// <summary>The same on another thread, for a command that waits for what the test does.</summary>
    internal Task<int> RunAsync(params string[] words) => Task.Factory.StartNew(() => Cli.Run(words), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
