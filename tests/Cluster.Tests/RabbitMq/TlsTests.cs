using System.Security.Cryptography.X509Certificates;
using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>The broker must prove who it is, and we must be let in; and the password is said to nobody else.</summary>
[Collection(BrokerGroup.Name)]
public sealed class TlsTests(BrokerFixture fixture) : IAsyncDisposable
{
    private readonly Endpoints _endpoints = new(fixture.Broker);

    public ValueTask DisposeAsync() => _endpoints.DisposeAsync();

    [Fact]
    public async Task A_broker_with_the_right_certificate_is_joined()
    {
        var transport = await _endpoints.OpenAsync(fixture.Broker.TlsUri, Trust());
        await Endpoints.SendAsync(transport, transport, "to myself");
        (await Endpoints.TakeAsync(transport)).ShouldBe("to myself");
    }

    [Fact]
    public async Task The_certificate_must_be_of_the_authority_given() =>
        await RefusedAsync(fixture.Broker.TlsUri, BrokerTls.OfMachine, "does not prove who it is");

    [Fact]
    public Task A_right_certificate_passes_the_door_that_the_wrong_ones_below_do_not() => ThroughDoorAsync(fixture.Broker.Certificates.Right(), isRight: true);

    [Fact]
    public Task A_self_signed_certificate_is_refused() => ThroughDoorAsync(TestCertificates.SelfSigned());

    [Fact]
    public Task An_expired_certificate_is_refused() => ThroughDoorAsync(fixture.Broker.Certificates.Expired());

    [Fact]
    public Task A_certificate_that_is_not_valid_yet_is_refused() => ThroughDoorAsync(fixture.Broker.Certificates.NotYetValid());

    [Fact]
    public Task A_certificate_of_another_authority_of_the_same_name_is_refused() => ThroughDoorAsync(TestCertificates.OfAnotherAuthority());

    [Fact]
    public Task A_certificate_of_another_host_is_refused() => ThroughDoorAsync(fixture.Broker.Certificates.OfAnotherHost());

    [Fact]
    public Task A_certificate_of_a_client_is_refused() => ThroughDoorAsync(fixture.Broker.Certificates.OfAClient());

    [Fact]
    public async Task TLS_to_a_port_without_it_joins_nothing() => await NeverJoinedAsync($"amqps://u:{fixture.Broker.Password}@localhost:{fixture.Broker.Port}/");

    [Fact]
    public async Task No_TLS_to_a_port_with_it_joins_nothing() => await NeverJoinedAsync($"amqp://u:{fixture.Broker.Password}@localhost:{fixture.Broker.TlsPort}/");

    [Fact]
    public async Task A_wrong_password_is_refused_at_once_and_not_shown()
    {
        await RefusedAsync(fixture.Broker.Uri.Replace(fixture.Broker.Password, "wrong-" + fixture.Broker.Password, StringComparison.Ordinal), null, "refuses user");
        await RefusedAsync(fixture.Broker.Uri.Replace(fixture.Broker.User, "nobody", StringComparison.Ordinal), null, "refuses user 'nobody'");
    }

    [Fact]
    public async Task A_virtual_host_that_is_not_there_is_refused_at_once() => await RefusedAsync(fixture.Broker.Uri + "nowhere", null, "nowhere");

    private BrokerTls Trust() => BrokerTls.Read(fixture.Broker.AuthorityFile).Tls.ShouldNotBeNull();

    private async Task ThroughDoorAsync(X509Certificate2 certificate, bool isRight = false)
    {
        await using var front = new TlsFront(certificate, fixture.Broker.Port);
        var uri = $"amqps://{fixture.Broker.User}:{fixture.Broker.Password}@localhost:{front.Port}/";
        if (isRight)
        {
            (await _endpoints.OpenAsync(uri, Trust())).IsConnected.ShouldBeTrue();
        }
        else
        {
            await RefusedAsync(uri, Trust(), "does not prove who it is");
        }
    }

    private async Task RefusedAsync(string uri, BrokerTls? tls, string reason)
    {
        var refusal = await Should.ThrowAsync<BrokerRefusedException>(() => _endpoints.OpenAsync(uri, tls));
        refusal.Message.ShouldContain(reason);
        refusal.ToString().ShouldNotContain(fixture.Broker.Password);
        _endpoints.Log.ShouldNotContain(fixture.Broker.Password);
    }

    // A broker that speaks otherwise may be one that is starting: it is tried again, until somebody gives up.
    private async Task NeverJoinedAsync(string uri)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var joining = RabbitMqTransport.ConnectAsync(RabbitMqEndpoint.OfCoordinator("never"), BrokerUri.Parse(uri).Uri!, Trust(), _endpoints.Logger, giveUp.Token);
        await Eventually.IsTrue(() => joining.IsCompleted || _endpoints.Log.Contains("trying again in 0.2 s", StringComparison.Ordinal), "a second attempt");
        await giveUp.CancelAsync();
        await Should.ThrowAsync<Exception>(joining);
        _endpoints.Log.ShouldNotContain(fixture.Broker.Password);
    }
}
