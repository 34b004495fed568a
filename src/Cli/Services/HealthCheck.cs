using System.Net;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Services;

/// <summary>Asks a coordinator whether it lives. A standby is well: it is ready to lead.</summary>
internal static class HealthCheck
{
    /// <summary>Where a coordinator listens unless told otherwise.</summary>
    internal const string DefaultUrl = "http://127.0.0.1:8080";

    private const string Path = "healthz/live";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asks.</summary>
    /// <param name="url">Address of the coordinator.</param>
    /// <param name="caFile">File with the certificates that the coordinator's must come from, or null for those of the machine.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is well, and what to tell people.</returns>
    internal static (bool IsWell, string Detail) Ask(string url, string? caFile, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new CliFailure(ExitCode.Usage, "--url takes an address such as http://127.0.0.1:8080");
        }

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        if (caFile is not null)
        {
            handler.SslOptions.CertificateChainPolicy = Authorities.Read(caFile);
        }

        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(address, Path)), cancellation);
            return answer.StatusCode == HttpStatusCode.OK
                ? (true, "live")
                : (false, $"{url} answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return (false, $"no coordinator answers at {url}: {e.Message}");
        }
    }
}
