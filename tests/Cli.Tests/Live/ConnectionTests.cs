using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NumaProbe.Cli.Live;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests.Live;

public sealed class ConnectionTests
{
    private const string Token = "operator-0123456789abcdef0123456789";

    [Fact]
    public void A_cluster_that_does_not_answer_is_exit_code_4_with_what_to_type()
    {
        using var cli = new CliHarness();
        cli.Run("status", "--url", $"http://127.0.0.1:{FreePort()}").ShouldBe(4);
        cli.Error.ShouldStartWith("numaprobe: no cluster answers at http://127.0.0.1:");
        cli.Error.ShouldContain("'numaprobe up'");
        cli.Error.ShouldContain("--url");
    }

    [Fact]
    public async Task Waiting_for_a_cluster_to_be_ready_goes_on_while_nothing_listens_yet()
    {
        var port = FreePort();
        using var cli = new CliHarness();

        // asked, paused, asked again
        var clock = new AnnouncingClock(3);
        cli.Clock = clock;
        var waits = Task.Factory.StartNew(
            () => cli.Run("wait", "--for=ready", "--timeout=1min", "--url", $"http://127.0.0.1:{port}"),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await clock.Set;
        await using var live = await LiveHarness.StartAsync((_, options) => options with { Listen = $"127.0.0.1:{port}" });
        (await waits).ShouldBe(0, cli.Error);
        cli.Out.ShouldBe("ready\n");
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("idle")]
    public void Waiting_where_nothing_ever_listens_ends_as_unreachable(string condition)
    {
        using var cli = new CliHarness();
        cli.Run("wait", "--for", condition, "--timeout=10ms", "--url", $"http://127.0.0.1:{FreePort()}").ShouldBe(4);
        cli.Error.ShouldStartWith("numaprobe: no cluster answers at http://127.0.0.1:");
    }

    [Fact]
    public async Task Something_else_that_answers_is_exit_code_4_too()
    {
        using var other = new OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
        using var cli = new CliHarness();
        (await Task.Run(() => cli.Run("status", "--url", other.Url), TestContext.Current.CancellationToken)).ShouldBe(4);
        cli.Error.ShouldContain("is no cluster of numaprobe");
    }

    [Fact]
    public async Task A_cluster_that_takes_too_long_is_exit_code_5()
    {
        using var silent = new OneAnswer("");
        using var cli = new CliHarness();
        (await Task.Run(() => cli.Run("remove", "device", "d0", "--url", silent.Url, "--timeout", "50ms"), TestContext.Current.CancellationToken)).ShouldBe(5);
        cli.Error.ShouldContain("did not answer within 0.05 s; whether it did what was asked is unknown");
    }

    [Fact]
    public async Task A_request_is_repeated_so_often_and_always_with_the_same_key()
    {
        using var broken = new OneAnswer("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\nContent-Length: 68\r\n\r\n"
            + """{"type":"urn:numaprobe:problem:not-ready","detail":"it is starting"}""");
        using var cli = new CliHarness();
        (await Task.Run(() => cli.Run("finish", "--url", broken.Url), TestContext.Current.CancellationToken)).ShouldBe(4);
        cli.Error.ShouldBe("numaprobe: it is starting\n");
        var keys = broken.Requests.Select(r => r.Split("Idempotency-Key: ")[1].Split("\r\n")[0]).ToList();
        keys.Count.ShouldBe(ClusterClient.Attempts);
        keys.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("nothing")]
    [InlineData("http://user:secret@127.0.0.1")]
    public void What_is_no_address_is_refused(string url)
    {
        using var cli = new CliHarness();
        cli.Run("status", "--url", url).ShouldBe(2);
        cli.Error.ShouldContain("write for example http://127.0.0.1:8080");
    }

    [Fact]
    public void A_time_needs_a_unit()
    {
        using var cli = new CliHarness();
        cli.Run("status", "--timeout", "10").ShouldBe(2);
        cli.Error.ShouldContain("--timeout '10' has no unit");
    }

    [Fact]
    public async Task A_token_comes_from_a_file_and_is_never_shown()
    {
        await using var live = await LiveHarness.StartAsync((cli, options) => options with { OperatorTokenFile = cli.File("token", Token) });
        live.Run("status").ShouldBe(2);
        live.Cli.Error.ShouldContain("--token-file FILE");
        live.Run("status", "--token-file", live.Cli["token"]).ShouldBe(0);
        live.Cli.Variables["NUMAPROBE_TOKEN_FILE"] = live.Cli["token"];
        live.Run("status").ShouldBe(0);
        (live.Cli.Out + live.Cli.Error).ShouldNotContain(Token);
        live.Run("status", "--token-file", live.Cli["none"]).ShouldBe(2);
        live.Run("status", "--token-file", live.Cli.File("short", "secret")).ShouldBe(2);
        live.Cli.Error.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_certificate_of_ones_own_is_trusted_when_it_is_named()
    {
        await using var live = await LiveHarness.StartAsync((cli, options) => WithTls(cli, options));
        live.Url.ShouldStartWith("https://");
        live.Run("status").ShouldBe(4);
        live.Run("status", "--ca-file", live.Cli["cert.pem"]).ShouldBe(0, live.Cli.Error);
        live.Cli.Run("health", "--url", live.Url).ShouldBe(4);
        live.Cli.Run("health", "--url", live.Url, "--ca-file", live.Cli["cert.pem"]).ShouldBe(0, live.Cli.Error);
        live.Cli.Run("health", "--url", live.Url, "--ca-file", live.Cli["none.pem"]).ShouldBe(2);
        live.Run("status", "--ca-file", live.Cli.File("empty.pem", "")).ShouldBe(2);
        live.Run("status", "--ca-file", live.Cli["none.pem"]).ShouldBe(2);
    }

    private static Api.Settings.ApiOptions WithTls(CliHarness cli, Api.Settings.ApiOptions options)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return options with
        {
            TlsCertificateFile = cli.File("cert.pem", certificate.ExportCertificatePem()),
            TlsKeyFile = cli.File("key.pem", key.ExportPkcs8PrivateKeyPem()),
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A server that answers everything with the same bytes, or never.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;

        internal OneAnswer(string answer)
        {
            _answer = Encoding.ASCII.GetBytes(answer);
            _listener.Start();
            _ = ServeAsync();
        }

        internal string Url => $"http://{_listener.LocalEndpoint}";

        internal List<string> Requests { get; } = [];

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    var buffer = new byte[8192];
                    var read = await client.GetStream().ReadAsync(buffer);
                    Requests.Add(Encoding.ASCII.GetString(buffer, 0, read));
                    if (_answer.Length > 0)
                    {
                        await client.GetStream().WriteAsync(_answer);
                        client.Dispose();
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // the test is over
            }
        }
    }
}
