using System.Net;
using System.Net.Sockets;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

public sealed class ListenPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    [InlineData("192.0.2.1:8080")]
    [InlineData("[2001:db8::1]:8080")]
    public async Task An_address_of_other_machines_needs_a_token(string listen)
    {
        var refusal = await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(options => options with { Listen = listen }));
        refusal.Message.ShouldContain("--token-file");
        refusal.Message.ShouldContain("127.0.0.1:8080");
    }

    [Theory]
    [InlineData("127.0.0.1:0")]
    [InlineData("localhost:0")]
    [InlineData("127.1.2.3:0")]
    public async Task An_address_of_this_machine_needs_none(string listen)
    {
        await using var api = await ApiHarness.StartAsync(options => options with { Listen = listen });
        (await api.GetAsync("/api/v1/status")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void The_default_is_of_this_machine_alone() => ListenAddress.Parse(ApiOptions.DefaultListen).IsLoopback.ShouldBeTrue();

    [Fact]
    public async Task With_a_token_any_address_may_be_listened_on_and_plain_HTTP_is_warned_of()
    {
        await using var api = await ApiHarness.StartAsync(options => options with { Listen = "0.0.0.0:0" }, withTokens: true);
        api.Log.ShouldContain("not encrypted");
        api.Log.ShouldNotContain(ApiHarness.OperatorToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("8080")]
    [InlineData(":8080")]
    [InlineData("127.0.0.1")]
    [InlineData("::1:8080")]
    [InlineData("example.org:8080")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("*:80")]
    public void What_is_no_address_is_refused_with_examples(string text) =>
        Should.Throw<ApiStartException>(() => ListenAddress.Parse(text)).Message.ShouldContain("[::1]:8080");

    [Fact]
    public async Task A_port_that_is_taken_is_a_message_and_no_crash()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var refusal = await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(options => options with { Listen = taken.LocalEndpoint.ToString()! }));
        refusal.Message.ShouldContain("--listen");
    }
}
