using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using NumaProbe.Cluster.Akka;
using NumaProbe.Scenarios;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// Measures how soon a coordinator that was killed and started again acknowledges, is ready, and has the run where it was. Owns the processes of the
/// cluster, and the measurement only.
/// </summary>
internal sealed class RecoveryBench : IAsyncDisposable
{
    private const int Kills = 3;
    private const string Cluster = "bench";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-bench-");
    private readonly List<GuardedProcess> _hosts = [];
    private readonly int[] _ports = FreePorts.Take(2);
    private readonly HttpClient _http;
    private GuardedProcess? _coordinator;

    internal RecoveryBench() =>
        _http = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[1]}/")) };

    private string Address => new HostPort("127.0.0.1", _ports[0]).ToString();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _coordinator?.Dispose();
        _hosts.ForEach(static host => host.Dispose());
        _http.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Measures; a line a kill.</summary>
    internal async IAsyncEnumerable<string> MeasureAsync(int devices, [EnumeratorCancellation] CancellationToken stop)
    {
        StartCoordinator();
        for (var node = 0; node < ClusterBench.Nodes; node++)
        {
            _hosts.Add(Start("node", "--nodes", node.ToString(CultureInfo.InvariantCulture), "--seeds", Address, "--cluster", Cluster));
        }

        await UntilAsync(async () => (await GetAsync("api/v1/status", stop)) is { } status && status.GetProperty("hosts").GetArrayLength() == ClusterBench.Nodes, stop);
        var text = ScenarioWriter.Write(StormScenario.Create(devices, ClusterBench.Nodes));
        await UntilAsync(() => PostAsync("api/v1/runs?fileName=s.yaml&staysOpen=true", text, "start", stop), stop);
        await UntilAsync(() => IsIdleAsync(stop), stop);
        for (var kill = 0; kill < Kills; kill++)
        {
            var events = (await GetAsync("api/v1/runs/current", stop))!.Value.GetProperty("events").GetInt64();
            await _coordinator!.KillAsync();
            var start = Stopwatch.GetTimestamp();
            StartCoordinator();
            var ready = SinceAsync(start, () => IsReadyAsync(stop), stop);
            var key = string.Create(CultureInfo.InvariantCulture, $"kill-{kill}");
            var acknowledged = await SinceAsync(start, () => PostAsync("api/v1/events", "events: [{sleep: 1ms}]", key, stop), stop);
            var whole = await SinceAsync(start, () => IsIdleAsync(stop), stop);
            var readyAfter = await ready;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"recovery: {events} events: acknowledged after {acknowledged.TotalSeconds:F2} s, ready after {readyAfter.TotalSeconds:F2} s, where it was after {whole.TotalSeconds:F2} s");
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look);
        while (!await isSo())
        {
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private static async Task<TimeSpan> SinceAsync(long start, Func<Task<bool>> isSo, CancellationToken stop)
    {
        await UntilAsync(isSo, stop);
        return Stopwatch.GetElapsedTime(start);
    }

    private void StartCoordinator() => _coordinator = Start(
        "coordinator", "--address", Address, "--cluster", Cluster, "--listen", _http.BaseAddress!.Authority, "--data", Path.Combine(_folder.FullName, "data"));

    private static GuardedProcess Start(params string[] words)
    {
        var environment = ClusterBench.Environment();
        environment[ClusterProcess.ProfilingName] = ClusterProcess.CompilesAtOnce;
        return GuardedProcess.Start(environment, static _ => { }, ["dotnet", Path.Combine(AppContext.BaseDirectory, "numaprobe.dll"), .. words]);
    }

    private async Task<bool> IsReadyAsync(CancellationToken stop) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, "healthz/ready"), stop) is not null;

    private async Task<bool> IsIdleAsync(CancellationToken stop) =>
        await GetAsync("api/v1/runs/current", stop) is { } run && run.GetProperty("phase").ValueEquals("running") && run.GetProperty("isIdle").GetBoolean();

    private Task<JsonElement?> GetAsync(string path, CancellationToken stop) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), stop);

    private async Task<bool> PostAsync(string path, string yaml, string key, CancellationToken stop)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(yaml)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        request.Headers.Add("Idempotency-Key", key);
        return await SendAsync(request, stop) is not null;
    }

    private async Task<JsonElement?> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        using (request)
        {
            try
            {
                using var answer = await _http.SendAsync(request, stop);
                return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(stop)).RootElement : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }
}
