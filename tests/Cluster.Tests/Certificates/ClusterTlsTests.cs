using System.Security.Cryptography;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cluster.Tests.Certificates;

/// <summary>What is wrong with a process's own files is said at its start, with the file.</summary>
public sealed class ClusterTlsTests : IDisposable
{
    private readonly TlsWorkshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void The_key_of_another_certificate_is_refused()
    {
        var (one, other) = (_shop.Files(_shop.Issue(), _shop.AuthorityPem), _shop.Files(_shop.Issue(), _shop.AuthorityPem));

        Problem(one with { Key = other.Key }).ShouldBe(
            $"the key of this process, {other.Key}, is the key of another certificate; "
            + $"{one.Certificate} needs the one that was made with it");
    }

    [Fact]
    public void A_key_with_a_passphrase_or_of_another_kind_or_none_is_refused()
    {
        var right = _shop.Files(_shop.Issue(), _shop.AuthorityPem);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var locked = ec.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));

        Problem(right with { Key = _shop.File(locked) }).ShouldContain("has a passphrase");
        Problem(right with { Key = _shop.File(rsa.ExportRSAPrivateKeyPem()) })
            .ShouldContain("holds no key that fits a certificate of this kind");
        Problem(right with { Key = right.Certificate }).ShouldContain("holds no key that fits");
        Problem(right with { Key = _shop.File("") }).ShouldContain("holds no key in PEM");
    }

    [Fact]
    public void What_others_would_refuse_is_refused_with_its_reason()
    {
        OwnProblem(_shop.Files(_shop.Expired(), _shop.AuthorityPem)).ShouldContain("it expired at");
        OwnProblem(_shop.Files(_shop.NotYetValid(), _shop.AuthorityPem)).ShouldContain("it is not valid before");
        OwnProblem(_shop.Files(TlsWorkshop.SelfSigned(), _shop.AuthorityPem)).ShouldContain("none of the given authorities signed it");
        OwnProblem(_shop.Files(_shop.Issue(usages: [TlsWorkshop.Client]), _shop.AuthorityPem))
            .ShouldContain("it is not for servers (serverAuth)");
        OwnProblem(_shop.Files(_shop.Issue(usages: [TlsWorkshop.Server]), _shop.AuthorityPem))
            .ShouldContain("it is not for clients (clientAuth)");
        OwnProblem(_shop.Files(_shop.Issue(usages: []), _shop.AuthorityPem)).ShouldContain("it is not for servers");
        OwnProblem(_shop.Files(_shop.Issue(hosts: null), _shop.AuthorityPem)).ShouldContain("it names no host");
    }

    [Fact]
    public void A_file_that_is_something_else_is_refused()
    {
        var right = _shop.Files(_shop.Issue(), _shop.AuthorityPem);
        var absent = Path.Combine(_shop.Folder, "absent.pem");
        var large = _shop.File(new string('x', CertificateLimits.MaxFileBytes + 1));

        Problem(right with { Certificate = absent }).ShouldContain($"the certificate of this process, {absent}, cannot be read");
        Problem(right with { Key = absent }).ShouldContain($"the key of this process, {absent}, cannot be read");
        Problem(right with { Authorities = _shop.Folder }).ShouldContain("the file of the cluster's authorities");
        Problem(right with { Certificate = right.Key }).ShouldContain("holds no certificate in PEM");
        Problem(right with { Certificate = large }).ShouldContain("is larger than 131072 bytes");
        Problem(right with { Certificate = right.Authorities }).ShouldContain("is the key of another certificate");
        Problem(right with { Certificate = _shop.File("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n") })
            .ShouldContain("holds something that is no certificate");
    }

    [Fact]
    public void A_file_of_authorities_holds_nothing_else_and_not_too_many()
    {
        var right = _shop.Files(_shop.Issue(), _shop.AuthorityPem);
        var many = string.Concat(Enumerable.Repeat(_shop.AuthorityPem + "\n", CertificateLimits.MaxAuthorities + 1));

        Problem(right with { Authorities = right.Certificate }).ShouldContain("no authority's, number 1: give ca.pem, not NAME.pem");
        Problem(right with { Authorities = _shop.File(many) }).ShouldContain("holds 17 certificates; 16 at most");
        Problem(right with { Certificate = _shop.File(File.ReadAllText(right.Certificate) + "\n" + _shop.AuthorityPem) })
            .ShouldContain("holds 2 certificates; leave only its own there");
    }

    [Fact]
    public void Certificates_of_either_authority_are_good_while_both_are_given()
    {
        using var next = new TlsWorkshop();
        var both = _shop.AuthorityPem + "\n" + next.AuthorityPem;

        _shop.Read(_shop.Issue(), both).Dispose();
        _shop.Read(next.Issue(), both).Dispose();
        OwnProblem(_shop.Files(_shop.Issue(), next.AuthorityPem)).ShouldContain("none of the given authorities signed it");
    }

    private static string OwnProblem(ClusterTlsFiles files)
    {
        var problem = Problem(files);
        problem.ShouldContain($"the certificate of this process, {files.Certificate}, is refused: ");
        return problem;
    }

    private static string Problem(ClusterTlsFiles files)
    {
        var (tls, problem) = ClusterTls.Read(files);
        tls.ShouldBeNull();
        return problem!;
    }
}
