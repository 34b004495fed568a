using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared;

namespace NumaProbe.Cli.Live;

/// <summary>
/// Asks the API of a cluster for a command. Repeats a request a few times when nobody answered or the cluster is not ready; one that changes
/// something carries a key, so that repeating it has no second effect. Whatever goes wrong ends the command with a message.
/// </summary>
internal sealed class ClusterClient : IDisposable
{
    /// <summary>Times that a request is sent at most.</summary>
    internal const int Attempts = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly ClusterAddress _address;
    private readonly CliConsole _console;
    private readonly HttpClient _client;

    internal ClusterClient(ClusterAddress address, CliConsole console)
    {
        _address = address;
        _console = console;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = address.Timeout };
        if (address.CaFile is { } file)
        {
            handler.SslOptions.CertificateChainPolicy = Authorities.Read(file);
        }

        _client = new HttpClient(handler) { BaseAddress = address.Url, Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("numaprobe", ToolVersion.Current));
        if (address.TokenFile is { } token)
        {
            foreach (var open in FileRights.OpenToAll(token))
            {
                console.Error.WriteLine("numaprobe: warning: " + FileRights.Warning.Replace("{File}", PlainText.Of(open), StringComparison.Ordinal));
            }

            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReadToken(token));
        }
    }

    /// <summary>Where the cluster is, for people.</summary>
    internal string Url => _address.Url.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Gets a document.</summary>
    /// <param name="path">Path under the address, with its query.</param>
    /// <param name="longer">Time the cluster may take by itself on top of the time of a request.</param>
    internal JsonElement Get(string path, TimeSpan longer = default)
    {
        using var response = Send(() => new HttpRequestMessage(HttpMethod.Get, path), longer);
        return Document(response);
    }

    /// <summary>Somebody answers there, whatever it is.</summary>
    internal bool Answers()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "healthz/live");
            using var response = Send(request, default);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Gets a document, or null when there is no such thing.</summary>
    internal JsonElement? Find(string path)
    {
        using var response = Send(() => new HttpRequestMessage(HttpMethod.Get, path), default, notFoundIsAnswer: true);
        return response.IsSuccessStatusCode ? Document(response) : null;
    }

    /// <summary>Sends something that changes the cluster, under a key of its own.</summary>
    /// <param name="path">Path under the address, with its query.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="type">Content type of the body.</param>
    internal JsonElement Post(string path, ReadOnlyMemory<byte>? body, string type = "application/json")
    {
        var key = Guid.NewGuid().ToString();
        using var response = Send(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path);
                request.Headers.Add("Idempotency-Key", key);
                if (body is { } bytes)
                {
                    request.Content = new ReadOnlyMemoryContent(bytes);
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
                }

                return request;
            },
            default);
        return Document(response);
    }

    /// <summary>Opens an answer that may be long; the caller reads and disposes it.</summary>
    internal HttpResponseMessage Open(string path, string? lastEventId = null) => Send(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            return request;
        },
        default);

    /// <summary>Reads from an open answer, and tells a connection that broke from a bug.</summary>
    internal T Read<T>(Func<CancellationToken, Task<T>> read)
    {
        try
        {
            return read(_console.Interrupted).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>Waits a little before something is tried again.</summary>
    internal void Pause(int attempt) => Task.Delay(FirstPause * (1 << attempt), _console.Clock, _console.Interrupted).GetAwaiter().GetResult();

    private HttpResponseMessage Send(Func<HttpRequestMessage> make, TimeSpan longer, bool notFoundIsAnswer = false)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var request = make();
                var response = Send(request, longer);
                if (response.IsSuccessStatusCode || (notFoundIsAnswer && ClusterProblem.IsNotFound(response)))
                {
                    return response;
                }

                using (response)
                {
                    var problem = ClusterProblem.Read(response);
                    if (!problem.MayPass || attempt + 1 >= Attempts)
                    {
                        throw problem.ToFailure(_console, Url);
                    }
                }
            }
            catch (HttpRequestException e) when (attempt + 1 >= Attempts)
            {
                throw Unreachable(e);
            }
            catch (HttpRequestException)
            {
                // tried again below
            }

            Pause(attempt);
        }
    }

    private HttpResponseMessage Send(HttpRequestMessage request, TimeSpan longer)
    {
        using var time = new CancellationTokenSource(_address.Timeout + longer, _console.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, _console.Interrupted);
        try
        {
            return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!_console.Interrupted.IsCancellationRequested)
        {
            throw new CliFailure(
                ExitCode.Timeout,
                $"the cluster at {Url} did not answer within {_address.Timeout.TotalSeconds:0.###} s; whether it did what was asked is unknown (--timeout waits longer)");
        }
    }

    private JsonElement Document(HttpResponseMessage response) => Read(async cancellation =>
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), default, cancellation);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new CliFailure(ExitCode.Unreachable, $"what answers at {Url} is no cluster of numaprobe; name the cluster with --url");
        }
    });

    private CliFailure Unreachable(Exception e) => new(
        ExitCode.Unreachable,
        $"no cluster answers at {Url}: {Reason(e)}; start one with 'numaprobe up', or name another with --url (or NUMAPROBE_URL)");

    private static string Reason(Exception e) => e.InnerException is { } inner ? inner.Message : e.Message;

    private static string ReadToken(string file)
    {
        try
        {
            return TokenFile.Read(file);
        }
        catch (ApiStartException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }
}
