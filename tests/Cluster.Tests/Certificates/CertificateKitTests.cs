using System.Security.Cryptography.X509Certificates;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cluster.Tests.Certificates;

public sealed class CertificateKitTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("numaprobe-certs-");

    private string Folder => Path.Combine(_root.FullName, "certs");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_set_has_an_authority_and_two_files_a_name_and_fits_together()
    {
        var set = Make("coordinator=127.0.0.1", "10.0.0.5");

        set.Files.Select(Path.GetFileName).ShouldBe(["10.0.0.5.key", "10.0.0.5.pem", "ca.pem", "coordinator.key", "coordinator.pem"]);
        Names(_root.FullName).ShouldBe(["certs"]);
        using var tls = Read("coordinator");
        tls.ProblemWithAddress("coordinator").ShouldBeNull();
        tls.ProblemWithAddress("127.0.0.1").ShouldBeNull();
        tls.ProblemWithAddress("localhost")!.ShouldContain("is for 127.0.0.1, coordinator, not for localhost");
        tls.NotAfter.ShouldBe(set.NotAfter, TimeSpan.FromSeconds(1));
        using var other = Read("10.0.0.5");
        other.ProblemWithAddress("10.0.0.5").ShouldBeNull();
    }

    [Fact]
    public void Keys_are_for_their_owner_only()
    {
        Needs.That(!OperatingSystem.IsWindows(), "Windows has other rights");
        Make(new Choice(Keep: true), "a");

        Mode("").ShouldBe("rwx------");
        Mode("a.key").ShouldBe("rw-------");
        Mode("ca.key").ShouldBe("rw-------");
    }

    [Fact]
    public void A_set_whose_key_was_forgotten_takes_no_more_names()
    {
        Make("a");
        var before = Contents();

        Problem("b").ShouldContain("without the authority's key (ca.key)");
        Problem("b").ShouldContain("--force");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_set_whose_key_was_kept_takes_more_names()
    {
        Make(new Choice(Keep: true), "a");
        var authority = File.ReadAllText(In("ca.pem"));

        Make("b").Files.Select(Path.GetFileName).ShouldBe(["b.key", "b.pem"]);

        File.ReadAllText(In("ca.pem")).ShouldBe(authority);
        Read("a").Dispose();
        Read("b").Dispose();
    }

    [Fact]
    public void A_kept_key_is_found_among_several_authorities()
    {
        Make(new Choice(Keep: true), "a");
        using var other = new TlsWorkshop();
        File.WriteAllText(In("ca.pem"), other.AuthorityPem + "\n" + File.ReadAllText(In("ca.pem")));

        Make("b");

        Read("b").Dispose();
    }

    [Fact]
    public void A_kept_key_that_fits_no_authority_is_refused()
    {
        Make(new Choice(Keep: true), "a");
        File.Copy(In("a.key"), In("ca.key"), overwrite: true);

        Problem("b").ShouldContain("fits no certificate in ca.pem");
        File.Delete(In("ca.pem"));
        Problem("b").ShouldContain("without ca.pem");
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is()
    {
        Make(new Choice(Keep: true), "a");
        var before = Contents();

        Problem("b", "a").ShouldContain("a.pem is there already and stays as it is");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_whole_new_set_replaces_the_authority_and_says_what_fits_no_more()
    {
        Make(new Choice(Keep: true), "a", "b");
        var before = Contents();

        Make(new Choice(Force: true), "a").Outdated.ShouldBe([In("b.pem")]);

        Names(Folder).ShouldBe(["a.key", "a.pem", "b.key", "b.pem", "ca.pem"]);
        Contents()["ca.pem"].ShouldNotBe(before["ca.pem"]);
        Read("a").Dispose();
        Problem(new ClusterTlsFiles(In("b.pem"), In("b.key"), In("ca.pem"))).ShouldContain("none of the given authorities signed it");
    }

    [Fact]
    public void When_one_file_cannot_be_put_there_all_is_as_before()
    {
        Make(new Choice(Keep: true), "a");
        File.Delete(In("a.pem"));
        Directory.CreateDirectory(In("a.pem")); // nothing can replace a folder
        var before = Contents();

        var (set, problem) = CertificateKit.Make(Order(new Choice(Force: true), ["zero", "a"]));

        set.ShouldBeNull();
        problem!.IsOfTheDisk.ShouldBeTrue();
        problem.Text.ShouldContain("nothing was written to");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_problem_of_the_disk()
    {
        File.WriteAllText(Path.Combine(_root.FullName, "file"), "");

        var (set, problem) = CertificateKit.Make(
            Order(new Choice(), ["a"]) with { Folder = Path.Combine(_root.FullName, "file", "certs") });

        set.ShouldBeNull();
        problem!.IsOfTheDisk.ShouldBeTrue();
    }

    [Fact]
    public void A_certificate_is_valid_a_little_before_it_was_made_and_never_longer_than_its_authority()
    {
        var start = DateTimeOffset.UtcNow;
        CertificateKit.Make(Order(new Choice(Keep: true), ["a"]) with { Now = start }).Problem.ShouldBeNull();
        var late = start + CertificateLimits.AuthorityValidity - TimeSpan.FromDays(1);
        CertificateKit.Make(Order(new Choice(), ["b"]) with { Now = late }).Problem.ShouldBeNull();
        CertificateKit.Make(Order(new Choice(), ["c"]) with { Now = late + TimeSpan.FromDays(2) })
            .Problem!.Text.ShouldContain("has expired");

        using var authority = X509Certificate2.CreateFromPem(File.ReadAllText(In("ca.pem")));
        using var first = X509Certificate2.CreateFromPem(File.ReadAllText(In("a.pem")));
        using var last = X509Certificate2.CreateFromPem(File.ReadAllText(In("b.pem")));
        first.NotBefore.ToUniversalTime().ShouldBe((start - CertificateLimits.ClockSkew).UtcDateTime, TimeSpan.FromSeconds(1));
        first.NotAfter.ToUniversalTime().ShouldBe((start + CertificateLimits.Validity).UtcDateTime, TimeSpan.FromSeconds(1));
        last.NotAfter.ShouldBe(authority.NotAfter);
    }

    private static List<string> Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    private static string Problem(ClusterTlsFiles files)
    {
        var (tls, problem) = ClusterTls.Read(files);
        tls.ShouldBeNull();
        return problem!;
    }

    private CertificateOrder Order(Choice choice, string[] names) => new(
        Folder, [.. names.Select(name => CertificateName.Parse(name).Name!)], choice.Keep, choice.Force, DateTimeOffset.UtcNow);

    private CertificateSet Make(params string[] names) => Make(new Choice(), names);

    private CertificateSet Make(Choice choice, params string[] names)
    {
        var (set, problem) = CertificateKit.Make(Order(choice, names));
        problem.ShouldBeNull();
        return set!;
    }

    private string Problem(params string[] names)
    {
        var (set, problem) = CertificateKit.Make(Order(new Choice(), names));
        set.ShouldBeNull();
        problem!.IsOfTheDisk.ShouldBeFalse();
        return problem.Text;
    }

    private ClusterTls Read(string name)
    {
        var (tls, problem) = ClusterTls.Read(new ClusterTlsFiles(In(name + ".pem"), In(name + ".key"), In("ca.pem")));
        problem.ShouldBeNull();
        return tls!;
    }

    private string In(string file) => Path.Combine(Folder, file);

    private Dictionary<string, string> Contents() => Names(Folder).ToDictionary(
        name => name, name => Directory.Exists(In(name)) ? "(folder)" : File.ReadAllText(In(name)), StringComparer.Ordinal);

    private string Mode(string file)
    {
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(In(file));
        return string.Concat(Enumerable.Range(0, 9).Select(bit => ((int)mode & (0x100 >> bit)) != 0 ? "rwxrwxrwx"[bit] : '-'));
    }

    private sealed record Choice(bool Keep = false, bool Force = false);
}
