using System.Net;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cluster.Tests.Certificates;

public sealed class CertificateNameTests
{
    private const string Alphabet = "aZ09-._=,:/\\*[]% \0\u00e9";

    [Theory]
    [InlineData("node-0", "node-0", "node-0", "")]
    [InlineData("Node-0.Example", "node-0.example", "node-0.example", "")]
    [InlineData("10.0.0.5", "10.0.0.5", "", "10.0.0.5")]
    [InlineData("fd00:0::5", "fd00--5", "", "fd00::5")]
    [InlineData("coordinator=10.0.0.5,coordinator.example,10.0.0.5", "coordinator", "coordinator coordinator.example", "10.0.0.5")]
    [InlineData("10.0.0.5=localhost", "10.0.0.5", "localhost", "10.0.0.5")]
    public void A_name_is_read(string text, string file, string dns, string addresses)
    {
        var (name, problem) = CertificateName.Parse(text);

        problem.ShouldBeNull();
        name!.FileName.ShouldBe(file);
        string.Join(' ', name.DnsNames).ShouldBe(dns);
        string.Join(' ', name.Addresses).ShouldBe(addresses);
    }

    [Theory]
    [InlineData("", "is no name for a certificate")]
    [InlineData("../node", "'../node' is no name for a certificate")]
    [InlineData("a/b", "is no name")]
    [InlineData("a\\b", "is no name")]
    [InlineData("..", "is no name")]
    [InlineData("node_0", "letters, digits and '-'")]
    [InlineData("-a", "is no name")]
    [InlineData("a.", "is no name")]
    [InlineData("127.1", "is no name")]
    [InlineData("7", "is no name")]
    [InlineData("*.example", "name every process")]
    [InlineData("0.0.0.0", "nobody connects to it")]
    [InlineData("::", "nobody connects to it")]
    [InlineData("fe80::1%eth0", "without brackets, scope")]
    [InlineData("[::1]", "without brackets")]
    [InlineData("a=", "'' is no name")]
    [InlineData("a=b,,c", "'' is no name")]
    [InlineData("a=b=c", "is no name")]
    [InlineData("ca", "NAME=ca")]
    [InlineData("CA", "NAME=ca")]
    [InlineData("nul", "device to Windows")]
    [InlineData("com1.example", "device to Windows")]
    public void A_wrong_name_is_refused(string text, string why)
    {
        var (name, problem) = CertificateName.Parse(text);

        name.ShouldBeNull();
        problem!.ShouldContain(why);
    }

    [Fact]
    public void Names_are_bounded()
    {
        CertificateName.Parse(new string('a', 64)).Problem!.ShouldContain("is no name");
        CertificateName.Parse(string.Join('.', Enumerable.Repeat("abc", 64))).Problem!.ShouldContain("is no name");
        CertificateName.Parse("a=" + string.Join(',', Enumerable.Range(0, 32).Select(n => $"b{n}")))
            .Problem.ShouldBe("a certificate has at most 32 names");
        CertificateName.ParseAll([.. Enumerable.Range(0, 256).Select(n => $"a{n}")]).Names!.Count.ShouldBe(256);
        CertificateName.ParseAll([.. Enumerable.Range(0, 257).Select(n => $"a{n}")]).Problem!.ShouldContain("name 1 to 256 processes");
        CertificateName.ParseAll([]).Problem!.ShouldContain("name 1 to 256 processes");
    }

    [Fact]
    public void Two_names_never_have_the_same_files()
    {
        CertificateName.ParseAll(["a", "b", "A"]).Problem!.ShouldContain("a is named twice");
        CertificateName.ParseAll(["fd00::5", "fd00--5"]).Problem!.ShouldContain("named twice");
    }

    [Fact]
    public void Whatever_is_typed_gives_names_that_stay_in_the_folder_or_one_line_of_a_reason() =>
        Prop.ForAll(Texts(), text =>
        {
            var (name, problem) = CertificateName.Parse(text);
            return name is null
                ? problem is { Length: > 0 } && !problem.Any(char.IsControl)
                : problem is null && IsPlainFileName(name.FileName) && name.DnsNames.Count + name.Addresses.Count > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_name_that_was_read_is_read_again_as_it_is() =>
        Prop.ForAll(Texts(), text => CertificateName.Parse(text).Name is not { } name
            || string.Equals(CertificateName.Parse(name.Title).Name?.FileName, name.FileName, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_address_that_others_can_connect_to_is_a_name() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var address = new IPAddress([.. bytes.Concat(new byte[] { 1, 2, 3, 4 }).Take(4)]);
            return address.Equals(IPAddress.Any) || CertificateName.Parse(address.ToString()).Name!.Addresses.Single().Equals(address);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Texts() =>
        Gen.Elements(Alphabet.ToCharArray()).ListOf().Select(letters => new string([.. letters])).ToArbitrary();

    private static bool IsPlainFileName(string name) =>
        name.Length > 0 && name is not "." and not ".." && string.Equals(Path.GetFileName(name), name, StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
}
