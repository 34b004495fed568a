using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("numaprobe-tls-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task With_a_certificate_the_API_is_served_over_TLS_only()
    {
        var (certificate, key) = Make("a");
        await using var api = await ApiHarness.StartAsync(o => o with { TlsCertificateFile = certificate, TlsKeyFile = key });
        api.Address.Scheme.ShouldBe("https");
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(certificate, TestContext.Current.CancellationToken)) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var client = new HttpClient(handler) { BaseAddress = api.Address };
        using var response = await client.GetAsync(new Uri("/healthz/live", UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        using var plain = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{api.Address.Port}") };
        await Should.ThrowAsync<HttpRequestException>(() => plain.GetAsync(new Uri("/healthz/live", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_certificate_and_a_key_that_do_not_belong_together_are_refused()
    {
        var (certificate, ownKey) = Make("a");
        var (_, otherKey) = Make("b");
        var nothing = Path.Combine(_folder, "nothing");
        await File.WriteAllTextAsync(nothing, "no PEM at all", TestContext.Current.CancellationToken);
        foreach (var (first, second) in new[] { (certificate, otherKey), (certificate, nothing), (nothing, ownKey), (certificate, Path.Combine(_folder, "none")) })
        {
            var refusal = await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(o => o with { TlsCertificateFile = first, TlsKeyFile = second }));
            refusal.Message.ShouldContain("PEM");
            refusal.Message.ShouldContain(first);
        }
    }

    [Fact]
    public async Task One_of_the_two_files_alone_is_refused_with_the_option_that_is_missing()
    {
        var (certificate, key) = Make("a");
        (await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(o => o with { TlsCertificateFile = certificate }))).Message.ShouldContain("--tls-key");
        (await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(o => o with { TlsKeyFile = key }))).Message.ShouldContain("--tls-cert");
    }

    private (string Certificate, string Key) Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (first, second) = (Path.Combine(_folder, name + ".pem"), Path.Combine(_folder, name + ".key"));
        File.WriteAllText(first, certificate.ExportCertificatePem());
        File.WriteAllText(second, key.ExportPkcs8PrivateKeyPem());
        return (first, second);
    }
}
