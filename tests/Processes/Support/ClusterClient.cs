using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace NumaProbe.Processes.Support;

/// <summary>
/// Asks a coordinator over its API. A coordinator that does not answer, or not yet, is asked again: the tests are about what comes out in the
/// end.
/// </summary>
internal sealed class ClusterClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // below the API's bound of requests a second
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _http;

    /// <summary>Makes a client.</summary>
    /// <param name="port">Port of the API on the loopback address.</param>
    /// <param name="connect">Makes connections, or null for the usual way.</param>
    internal ClusterClient(int port, Func<IPEndPoint, CancellationToken, ValueTask<Stream>>? connect = null)
    {
        var handler = new SocketsHttpHandler();
        if (connect is not null)
        {
            handler.ConnectCallback = (_, cancellation) => connect(new IPEndPoint(IPAddress.Loopback, port), cancellation);
        }

        Port = port;
        _http = new HttpClient(handler) { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v1/")) };
    }

    /// <summary>Port of the API.</summary>
    internal int Port { get; }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>The cluster now, or null when nobody answers.</summary>
    internal Task<ClusterStatusText?> StatusAsync() => GetAsync<ClusterStatusText>("status");

    /// <summary>The run now, or null when nobody answers or there is none.</summary>
    internal Task<RunProgress?> RunAsync() => GetAsync<RunProgress>("runs/current");

    /// <summary>Begins a run, however often it must be asked for.</summary>
    /// <param name="source">The scenario.</param>
    /// <param name="pace">Pace, or null for as fast as it goes.</param>
    /// <param name="staysOpen">It takes events until it is finished.</param>
    /// <returns>Number of the run.</returns>
    internal async Task<int> StartAsync(RunSource source, double? pace = null, bool staysOpen = false)
    {
        var key = Guid.NewGuid().ToString("N");
        var query = $"runs?fileName={Uri.EscapeDataString(source.FileName)}"
            + (staysOpen ? "&staysOpen=true" : "")
            + (pace is { } factor ? string.Create(CultureInfo.InvariantCulture, $"&pace={factor:0.############}") : "");
        var number = 0;
        await Eventually.IsTrue(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, query) { Content = new ByteArrayContent(source.Bytes) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await SendAsync(request);
                if (answer is not { IsSuccessStatusCode: true })
                {
                    Refuse(answer, await BodyAsync(answer));
                    return false;
                }

                number = (await answer.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("number").GetInt32();
                return true;
            },
            "the run begins",
            Interval);
        return number;
    }

    /// <summary>Injects, however often it must be asked for with the same key.</summary>
    /// <param name="fragment">The fragment, YAML.</param>
    /// <param name="key">The key.</param>
    internal async Task<(int Number, long AtNs, int Thread)> InjectAsync(string fragment, string key)
    {
        var receipt = default((int, long, int));
        await Eventually.IsTrue(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "events") { Content = new StringContent(fragment) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
                request.Headers.Add("Idempotency-Key", key);
                using var answer = await SendAsync(request);
                if (answer is not { IsSuccessStatusCode: true })
                {
                    Refuse(answer, await BodyAsync(answer));
                    return false;
                }

                var json = await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
                receipt = (json.GetProperty("number").GetInt32(), json.GetProperty("atNs").GetInt64(), json.GetProperty("thread").GetInt32());
                return true;
            },
            "an injection is acknowledged",
            Interval * 4);
        return receipt;
    }

    /// <summary>Lets the run take no more events.</summary>
    internal Task FinishAsync() => Eventually.IsTrue(
        async () =>
        {
            using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, "runs/current/finish"));
            return answer is { IsSuccessStatusCode: true };
        },
        "the run is finished",
        Interval);

    /// <summary>Waits until a run is as wanted.</summary>
    /// <param name="number">Number of the run.</param>
    /// <param name="isSo">The question.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal async Task<RunProgress> UntilAsync(int number, Func<RunProgress, bool> isSo, string what)
    {
        RunProgress? last = null;
        try
        {
            await Eventually.IsTrue(
                async () => await RunAsync() is { } run && (last = run).Number == number && (isSo(run) || run.Phase is "failed"), what, Interval);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; the run was last seen as {last}", e);
        }

        last!.Phase.ShouldNotBe("failed", last.Message);
        return last;
    }

    /// <summary>Waits until a run has ended.</summary>
    internal Task<RunProgress> EndAsync(int number) => UntilAsync(number, run => run.IsEnded, $"run {number} ends");

    /// <summary>Waits until the cluster is as wanted.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal async Task StatusIsAsync(Func<ClusterStatusText, bool> isSo, string what)
    {
        ClusterStatusText? last = null;
        try
        {
            await Eventually.IsTrue(async () => await StatusAsync() is { } status && isSo(last = status), what, Interval);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; the cluster was last seen as {JsonSerializer.Serialize(last, Json)}", e);
        }
    }

    /// <summary>The trace so far, as JSON lines.</summary>
    internal async Task<byte[]> TraceAsync()
    {
        byte[]? lines = null;
        await Eventually.IsTrue(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "runs/current/trace?format=jsonl");
                using var answer = await SendAsync(request);
                lines = answer is { IsSuccessStatusCode: true } ? await answer.Content.ReadAsByteArrayAsync(Ending) : null;
                return lines is not null;
            },
            "the trace is given out",
            Interval);
        return lines!;
    }

    private static async Task<string> BodyAsync(HttpResponseMessage? answer) => answer is null ? "" : await answer.Content.ReadAsStringAsync(Ending);

    // what is wrong with the request itself will be wrong the next time too
    private static void Refuse(HttpResponseMessage? answer, string body) =>
        answer?.StatusCode.ShouldNotBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound, HttpStatusCode.UnsupportedMediaType], body);

    private async Task<T?> GetAsync<T>(string path)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await SendAsync(request);
        return answer is { IsSuccessStatusCode: true } ? await answer.Content.ReadFromJsonAsync<T>(Json, Ending) : null;
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpRequestMessage request)
    {
        try
        {
            return await _http.SendAsync(request, Ending);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return null;
        }
    }
}
