using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Tests.Support;

/// <summary>The API on a free port of this machine, over a cluster that a test controls.</summary>
internal sealed class ApiHarness : IAsyncDisposable
{
    internal const string OperatorToken = "operator-0123456789abcdef0123456789";
    internal const string ViewerToken = "viewer-0123456789abcdef0123456789ab";

    private readonly string _folder = Directory.CreateTempSubdirectory("numaprobe-tokens-").FullName;
    private readonly LogLines _log = new();
    private readonly Logger _logger;
    private ApiHost? _host;

    private ApiHarness() => _logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_log).CreateLogger();

    internal FakeCluster Cluster { get; } = new();

    internal HttpClient Client { get; private set; } = new();

    internal Uri Address => _host!.Address;

    internal ApiHost Host => _host!;

    /// <summary>Everything that was logged.</summary>
    internal string Log => _log.ToString();

    /// <summary>Starts the API without tokens.</summary>
    internal static Task<ApiHarness> StartAsync(ApiLimits? limits = null, TimeProvider? clock = null) =>
        StartAsync(options => options with { Limits = limits ?? Generous, Clock = clock ?? TimeProvider.System });

    /// <summary>Starts the API with both tokens.</summary>
    internal static Task<ApiHarness> StartWithTokensAsync() => StartAsync(_ => _, withTokens: true);

    /// <summary>Bounds that no test reaches by accident.</summary>
    internal static ApiLimits Generous { get; } = new() { RequestsPerSecond = 1_000_000 };

    internal static async Task<ApiHarness> StartAsync(Func<ApiOptions, ApiOptions> change, bool withTokens = false)
    {
        var harness = new ApiHarness();
        var options = change(new ApiOptions { Listen = "127.0.0.1:0", ToolVersion = "1.2.3", Limits = Generous });
        if (withTokens)
        {
            options = options with { OperatorTokenFile = harness.File("operator", OperatorToken + "\n"), ViewerTokenFile = harness.File("viewer", ViewerToken) };
        }

        harness._host = await ApiHost.StartAsync(options, harness.Cluster, harness._logger, TestContext.Current.CancellationToken);
        harness.Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = harness._host.Address };
        return harness;
    }

    /// <summary>Begins a run of two nodes that stays open.</summary>
    internal static async Task<ApiHarness> StartWithRunAsync(ApiLimits? limits = null, TimeProvider? clock = null, bool staysOpen = true)
    {
        var harness = await StartAsync(limits, clock);
        (await harness.PostAsync($"/api/v1/runs?staysOpen={staysOpen}", SomeScenario.TwoNodes)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        return harness;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host!.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        await _logger.DisposeAsync();
        Cluster.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes a file and gives its path.</summary>
    internal string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    internal Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token: token);

    internal Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/yaml", string? key = null) =>
        SendAsync(HttpMethod.Post, path, body, type, key: key);

    internal Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string type = "application/yaml", string? token = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));

            // so that a refusal comes before a large body that nobody reads
            request.Headers.ExpectContinue = body.Length > 1 << 16;
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key).ShouldBeTrue();
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Gets a document that must be there.</summary>
    internal async Task<JsonElement> DocumentAsync(string path)
    {
        using var response = await GetAsync(path);
        return await DocumentAsync(response);
    }

    internal static async Task<JsonElement> DocumentAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Checks that an answer is a problem and gives it.</summary>
    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string type)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("type").GetString().ShouldBe(type);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        return problem;
    }

    private sealed class LogLines : ILogEventSink
    {
        private readonly StringBuilder _lines = new();

        public void Emit(LogEvent logEvent)
        {
            lock (_lines)
            {
                _lines.AppendLine(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)).AppendLine(logEvent.Exception?.ToString());
                foreach (var property in logEvent.Properties)
                {
                    _lines.AppendLine(property.Value.ToString(null, System.Globalization.CultureInfo.InvariantCulture));
                }
            }
        }

        public override string ToString()
        {
            lock (_lines)
            {
                return _lines.ToString();
            }
        }
    }
}
