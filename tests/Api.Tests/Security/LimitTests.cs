using System.Net;
using System.Net.Sockets;
using System.Text;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

public sealed class LimitTests
{
    [Fact]
    public void The_bounds_are_those_that_the_documentation_names()
    {
        var limits = ApiLimits.Default;
        (limits.RequestsPerSecond, limits.Streams, limits.Waiters, limits.BodyBytes, limits.RunBodyBytes).ShouldBe((50, 64, 64, 1 << 20, 4 << 20));
        (limits.HeaderTime, limits.Heartbeat, limits.LongestWait).ShouldBe((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60)));
    }

    [Theory]
    [InlineData("/api/v1/events", 1 << 20)]
    [InlineData("/api/v1/runs", 4 << 20)]
    public async Task A_body_may_have_so_many_bytes_and_no_more(string path, int bytes)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var largest = await api.PostAsync(path, new string('#', bytes));
        ((int)largest.StatusCode).ShouldNotBe(413);
        using var larger = await api.PostAsync(path, new string('#', bytes + 1));
        await ApiHarness.ProblemAsync(larger, 413, ProblemTypes.TooLarge);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_off_at_the_bound_too()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StreamContent(new MemoryStream(new byte[(1 << 20) + 1])) };
        request.Content.Headers.ContentType = new("application/yaml");
        request.Headers.TransferEncodingChunked = true;
        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await ApiHarness.ProblemAsync(response, 413, ProblemTypes.TooLarge);
    }

    [Fact]
    public async Task A_client_may_ask_so_often_at_once_and_no_more_but_health_is_always_told()
    {
        await using var api = await ApiHarness.StartAsync(new ApiLimits { RequestsPerSecond = 5 });
        var answers = new List<HttpStatusCode>();
        for (var request = 0; request < 40; request++)
        {
            using var response = await api.GetAsync("/version");
            answers.Add(response.StatusCode);
        }

        answers.Take(5).ShouldAllBe(code => code == HttpStatusCode.OK);
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        using var refused = await RefusedAsync(api);
        await ApiHarness.ProblemAsync(refused, 429, ProblemTypes.TooMany);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        for (var request = 0; request < 40; request++)
        {
            using var health = await api.GetAsync("/healthz/live");
            health.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Headers_may_have_so_many_bytes_and_no_more()
    {
        await using var api = await ApiHarness.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version");
        request.Headers.Add("X-Long", new string('x', 16 << 10));
        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(431);
        using var longUrl = await api.GetAsync("/version?" + new string('x', 5000));
        ((int)longUrl.StatusCode).ShouldBe(414);
    }

    [Fact]
    public async Task A_thousand_clients_that_never_end_their_headers_do_not_keep_others_out()
    {
        await using var api = await ApiHarness.StartAsync();
        var slow = new List<TcpClient>();
        try
        {
            for (var client = 0; client < 1000; client++)
            {
                var connection = new TcpClient();
                slow.Add(connection);
                await connection.ConnectAsync(IPAddress.Loopback, api.Address.Port, TestContext.Current.CancellationToken);
                await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /version HTTP/1.1\r\nHost: localhost\r\nX-Slow: "), TestContext.Current.CancellationToken);
            }

            for (var request = 0; request < 20; request++)
            {
                using var health = await api.GetAsync("/healthz/live");
                health.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
        finally
        {
            slow.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_above_the_bound_is_closed()
    {
        await using var api = await ApiHarness.StartAsync(ApiHarness.Generous with { Connections = 1 });
        using var only = await api.GetAsync("/healthz/live");
        only.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = new TcpClient();
        await other.ConnectAsync(IPAddress.Loopback, api.Address.Port, TestContext.Current.CancellationToken);
        (await ReadAsync(other)).ShouldBe(0);
    }

    [Fact]
    public async Task A_client_with_more_connections_than_its_share_loses_the_one_that_was_idle_longest_and_is_served()
    {
        await using var api = await ApiHarness.StartAsync(ApiHarness.Generous with { ConnectionsPerClient = 3 });
        var clients = new List<TcpClient>();
        try
        {
            for (var number = 0; number < 3; number++)
            {
                clients.Add(await AskAsync(api, new TcpClient()));
            }

            // the first is the youngest now
            await AskAsync(api, clients[0]);
            clients.Add(await AskAsync(api, new TcpClient()));
            (await ReadAsync(clients[1])).ShouldBe(0);
            foreach (var open in new[] { clients[0], clients[2], clients[3] })
            {
                await AskAsync(api, open);
            }

            api.Log.ShouldContain("1 with too many connections");
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task A_connection_that_is_in_use_is_never_closed_for_another()
    {
        await using var api = await ApiHarness.StartAsync(ApiHarness.Generous with { ConnectionsPerClient = 1 });
        await api.Cluster.StartAsync(new(Encoding.UTF8.GetBytes(SomeScenario.TwoNodes), "s.yaml", null, null, null, StaysOpen: true, null), TestContext.Current.CancellationToken);
        using var waiting = await api.Client.GetAsync(
            new Uri("/api/v1/runs/current/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        waiting.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = new TcpClient();
        await other.ConnectAsync(IPAddress.Loopback, api.Address.Port, TestContext.Current.CancellationToken);
        (await ReadAsync(other)).ShouldBe(0);
    }

    // asks on a connection of its own, which stays open, and reads all of the answer
    private static async Task<TcpClient> AskAsync(ApiHarness api, TcpClient client)
    {
        if (!client.Connected)
        {
            await client.ConnectAsync(IPAddress.Loopback, api.Address.Port, TestContext.Current.CancellationToken);
        }

        var stream = client.GetStream();
        await stream.WriteAsync("GET /healthz/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var answer = "";
        var buffer = new byte[4096];
        while (!answer.Contains("\r\n0\r\n\r\n", StringComparison.Ordinal) && !answer.EndsWith('}'))
        {
            var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            read.ShouldBeGreaterThan(0, answer);
            answer += Encoding.UTF8.GetString(buffer, 0, read);
        }

        answer.ShouldStartWith("HTTP/1.1 200");
        return client;
    }

    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<HttpResponseMessage> RefusedAsync(ApiHarness api)
    {
        while (true)
        {
            var response = await api.GetAsync("/version");
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return response;
            }

            response.Dispose();
        }
    }
}
