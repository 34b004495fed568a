using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>Reading the broker's address, which holds a secret.</summary>
public sealed class BrokerUriTests : IDisposable
{
    private const string Secret = "canary%2Fsecret";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numaprobe-uri-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("amqp://u:p@host", false, "host", 5672, "/")]
    [InlineData("amqps://u:p@host", true, "host", 5671, "/")]
    [InlineData("amqp://u:p@host/", false, "host", 5672, "/")]
    [InlineData("amqp://u:p@127.0.0.1:5/v", false, "127.0.0.1", 5, "v")]
    [InlineData("amqp://u:p@[::1]:5/%2Fv", false, "[::1]", 5, "/v")]
    public void An_address_is_understood(string text, bool isTls, string host, int port, string virtualHost)
    {
        var (uri, problem) = BrokerUri.Parse(text);
        problem.ShouldBeNull();
        (uri!.IsTls, uri.Host, uri.Port, uri.VirtualHost, uri.User).ShouldBe((isTls, host, port, virtualHost, "u"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("canary")]
    [InlineData("http://u:canary@host")]
    [InlineData("amqp://host")]
    [InlineData("amqp://canary@host")]
    [InlineData("amqp://u:@host")]
    [InlineData("amqp://:canary@host")]
    [InlineData("amqp://u:canary@host/a/b")]
    [InlineData("amqp://u:canary@host?x")]
    [InlineData("amqp://u:can#ary@host")]
    [InlineData("amqp://u:can/ary@host")]
    public void What_is_no_address_is_refused_without_being_quoted(string text)
    {
        var (uri, problem) = BrokerUri.Parse(text);
        uri.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("amqp");
        problem.ShouldNotContain("canary");
    }

    [Fact]
    public void The_text_of_an_address_has_no_password() =>
        BrokerUri.Parse($"amqps://me:{Secret}@host:1/v").Uri!.ToString().ShouldBe("amqps://host:1/v");

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("broker", false)]
    [InlineData("192.0.2.1", false)]
    public void Loopback_is_known(string host, bool isLoopback) => BrokerUri.Parse($"amqp://u:p@{host}").Uri!.IsLoopback.ShouldBe(isLoopback);

    [Fact]
    public void A_file_of_one_line_is_read()
    {
        BrokerFile.Read(File($"  amqp://me:{Secret}@host  \n\n")).ShouldSatisfyAllConditions(
            read => read.Problem.ShouldBeNull(), read => read.Uri!.User.ShouldBe("me"));
    }

    [Theory]
    [InlineData("", "has 0 lines")]
    [InlineData("amqp://me:canary@host\namqp://me:canary@other\n", "has 2 lines")]
    [InlineData("me:canary@host", "not understood")]
    public void A_file_that_holds_something_else_is_refused_without_being_quoted(string text, string reason)
    {
        var (uri, problem) = BrokerFile.Read(File(text));
        uri.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(reason);
        problem.ShouldNotContain("canary");
    }

    [Fact]
    public void A_file_above_the_bound_is_refused() =>
        BrokerFile.Read(File(new string('x', RabbitMqLimits.MaxBrokerFileBytes + 1))).Problem.ShouldNotBeNull().ShouldContain("larger than");

    [Fact]
    public void A_file_that_is_not_there_or_a_folder_is_refused_with_its_name()
    {
        BrokerFile.Read(Path.Combine(_folder.FullName, "none")).Problem.ShouldNotBeNull().ShouldContain("none");
        BrokerFile.Read(_folder.FullName).Problem.ShouldNotBeNull().ShouldContain(_folder.Name);
    }

    [Fact]
    public void A_file_of_authorities_must_hold_one()
    {
        BrokerTls.Read(File("nothing")).Problem.ShouldNotBeNull().ShouldContain("no certificate");
        BrokerTls.Read(Path.Combine(_folder.FullName, "none")).Problem.ShouldNotBeNull().ShouldContain("cannot be read");
    }

    private string File(string text)
    {
        var path = Path.Combine(_folder.FullName, "f");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
