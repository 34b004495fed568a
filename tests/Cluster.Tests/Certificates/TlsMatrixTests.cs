using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;

namespace NumaProbe.Cluster.Tests.Certificates;

/// <summary>Actor systems that find each other over TLS, and every way in which one of them is wrong.</summary>
public sealed class TlsMatrixTests : IDisposable
{
    private const string Refused = "is refused: ";

    private readonly TlsWorkshop _shop = new();

    public static TheoryData<string, string> WrongOnBothSides => new()
    {
        { "self-signed", "none of the given authorities signed it" },
        { "expired", "it expired at" },
        { "not yet valid", "it is not valid before" },
        { "of another authority", "none of the given authorities signed it" },
        { "of another host", "it is for 10.9.9.9, not for 127.0.0.1" },
        { "without a host", "no" },
        { "for nothing", "it is not for" },
    };

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Processes_with_right_certificates_talk_in_both_directions()
    {
        await using var one = RemotePeer.Start(_shop.Right().Setup());
        await using var two = RemotePeer.Start(_shop.Right().Setup());

        one.Address.Protocol.ShouldBe("akka.ssl.tcp");
        (await one.AskAsync(two)).ShouldBe("hello");
        (await two.AskAsync(one)).ShouldBe("hello");
    }

    [Fact]
    public async Task Processes_with_names_of_DNS_talk_in_both_directions()
    {
        await using var one = RemotePeer.Start(_shop.Right("localhost").Setup(), "localhost");
        await using var two = RemotePeer.Start(_shop.Right("localhost").Setup(), "localhost");

        (await one.AskAsync(two)).ShouldBe("hello");
        (await two.AskAsync(one)).ShouldBe("hello");
    }

    [Fact]
    public async Task Processes_talk_while_one_authority_replaces_another()
    {
        using var next = new TlsWorkshop();
        var both = _shop.AuthorityPem + "\n" + next.AuthorityPem + "\n";
        await using var old = RemotePeer.Start(_shop.Right().Setup());
        await using var between = RemotePeer.Start(_shop.Read(_shop.Issue(), both).Setup());
        await using var changed = RemotePeer.Start(_shop.Read(next.Issue(), both).Setup());
        await using var last = RemotePeer.Start(next.Right().Setup());

        (await old.AskAsync(between)).ShouldBe("hello");
        (await between.AskAsync(changed)).ShouldBe("hello");
        (await changed.AskAsync(last)).ShouldBe("hello");
        (await last.AskAsync(changed)).ShouldBe("hello");
    }

    [Theory]
    [MemberData(nameof(WrongOnBothSides))]
    public async Task A_server_with_a_wrong_certificate_is_refused(string what, string why) => await ServerIsRefused(Wrong(what), why);

    [Theory]
    [MemberData(nameof(WrongOnBothSides))]
    public async Task A_client_with_a_wrong_certificate_is_refused(string what, string why) => await ClientIsRefused(Wrong(what), why);

    [Fact]
    public async Task A_certificate_for_clients_is_refused_on_a_server() =>
        await ServerIsRefused(_shop.Issue(usages: [TlsWorkshop.Client]), "it is not for servers (serverAuth)");

    [Fact]
    public async Task A_certificate_for_servers_is_refused_on_a_client() =>
        await ClientIsRefused(_shop.Issue(usages: [TlsWorkshop.Server]), "it is not for clients (clientAuth)");

    [Fact]
    public async Task A_wildcard_names_no_server()
    {
        await using var good = RemotePeer.Start(_shop.Right("localhost").Setup(), "localhost");
        await using var bad = RemotePeer.Start(TlsWorkshop.Careless(_shop.Issue("*,*.localhost")), "localhost");

        good.Tell(bad);

        (await good.SaysAsync(Refused)).ShouldContain("not for localhost");
    }

    [Fact]
    public async Task A_process_without_certificates_is_refused_by_one_that_has_them()
    {
        await using var good = RemotePeer.Start(_shop.Right().Setup());
        await using var plain = RemotePeer.StartPlain();

        plain.TellAs("akka.tcp", good);

        await good.SaysAsync("Rejected incoming connection");
        good.Heard.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_with_certificates_refuses_one_that_has_none()
    {
        // the other end waits for the rest of what it takes for a message, so only the bound of the handshake ends this
        await using var good = RemotePeer.Start(_shop.Right().Setup(), more: "akka.remote.dot-netty.tcp.connection-timeout = 1s");
        await using var plain = RemotePeer.StartPlain();

        good.TellAs("akka.ssl.tcp", plain);

        // which of the bounds comes first, that of the handshake or that of the connection, is not ours
        await good.SaysAsync(string.Create(CultureInfo.InvariantCulture, $":{plain.Address.Port}"));
        plain.Heard.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_shows_no_certificate_is_refused()
    {
        await using var good = RemotePeer.Start(_shop.Right().Setup());
        await using var bare = RemotePeer.Start(new(_shop.Issue(), suppressValidation: true, requireMutualAuthentication: false));

        bare.Tell(good);

        await good.SaysAsync("client did not provide a certificate");
        good.Heard.ShouldBeFalse();
    }

    // Akka.Remote ends the whole actor system when a handshake fails that it began itself; whoever owns the system has to make another
    [Fact]
    public async Task An_actor_system_ends_when_the_other_side_hangs_up_in_a_handshake_that_it_began()
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        await using var good = RemotePeer.Start(_shop.Right().Setup());

        good.Tell(new Address("akka.ssl.tcp", "peer", TlsWorkshop.Here, ((IPEndPoint)door.LocalEndpoint).Port));
        (await Eventually.Happens(door.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask(), "a connection")).Dispose();

        await Eventually.Happens(good.Ended, "the end of the actor system");
    }

    [Fact]
    public async Task A_process_that_claims_the_address_of_another_is_not_given_what_is_meant_for_it()
    {
        await using var good = RemotePeer.Start(_shop.Right().Setup());
        await using var thief = RemotePeer.Start(_shop.Right().Setup(), more: "akka.remote.dot-netty.tcp.public-port = 1");

        thief.Tell(good);

        await good.SaysAsync("AssociationError [" + good.Address + "] -> " + thief.Address);
        thief.Heard.ShouldBeFalse();
    }

    private X509Certificate2 Wrong(string what)
    {
        if (what is "of another authority")
        {
            using var other = new TlsWorkshop();
            return other.Issue();
        }

        return what switch
        {
            "self-signed" => TlsWorkshop.SelfSigned(),
            "expired" => _shop.Expired(),
            "not yet valid" => _shop.NotYetValid(),
            "of another host" => _shop.Issue("10.9.9.9"),
            "without a host" => _shop.Issue(hosts: null),
            _ => _shop.Issue(usages: []),
        };
    }

    private async Task ServerIsRefused(X509Certificate2 certificate, string why)
    {
        await using var good = RemotePeer.Start(_shop.Right().Setup());
        await using var bad = RemotePeer.Start(TlsWorkshop.Careless(certificate));

        good.Tell(bad);

        (await good.SaysAsync($"{bad.Address.HostPort()} {Refused}")).ShouldContain(why);
        bad.Heard.ShouldBeFalse();
    }

    private async Task ClientIsRefused(X509Certificate2 certificate, string why)
    {
        await using var good = RemotePeer.Start(_shop.Right().Setup());
        await using var bad = RemotePeer.Start(TlsWorkshop.Careless(certificate));

        bad.Tell(good);

        (await good.SaysAsync(Refused)).ShouldContain(why);
        good.Heard.ShouldBeFalse();
    }
}
