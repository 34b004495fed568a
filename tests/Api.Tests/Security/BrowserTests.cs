using System.Net;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

/// <summary>What a browser may be made to do by a page of somebody else.</summary>
public sealed class BrowserTests
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_request_of_a_foreign_page_is_refused(string origin)
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await SendAsync(api, HttpMethod.Post, "/api/v1/events", request => request.Headers.TryAddWithoutValidation("Origin", origin));
        await ApiHarness.ProblemAsync(response, 403, ProblemTypes.ForeignOrigin);
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_of_our_own_page_is_served()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await SendAsync(api, HttpMethod.Get, "/api/v1/status", request => request.Headers.Add("Origin", $"http://{api.Address.Authority}"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_tokens_a_foreign_host_name_is_refused_so_that_no_name_can_be_pointed_here()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await SendAsync(api, HttpMethod.Get, "/api/v1/status", request => request.Headers.Host = "evil.example");
        await ApiHarness.ProblemAsync(response, 403, ProblemTypes.ForeignOrigin);
        foreach (var host in new[] { "localhost", "127.0.0.1:9", "[::1]" })
        {
            using var local = await SendAsync(api, HttpMethod.Get, "/api/v1/status", request => request.Headers.Host = host);
            local.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task With_tokens_any_host_name_will_do()
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        using var response = await SendAsync(api, HttpMethod.Get, "/healthz/live", request => request.Headers.Host = "coordinator");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/runs/7")]
    [InlineData("/api/v1/runs/current")]
    [InlineData("/api/v1/runs/current/trace")]
    [InlineData("/api/v1/runs/current/run.db")]
    [InlineData("/api/v1/devices/none")]
    [InlineData("/api/v1/drivers/none")]
    [InlineData("/healthz")]
    [InlineData("/healthz/live/more")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/openapi/v1.yaml")]
    [InlineData("/openapi/")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/favicon.ico")]
    public async Task Whatever_is_not_there_is_a_problem_document(string path)
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.GetAsync(path);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_tame_browsers()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        foreach (var path in new[] { "/api/v1/status", "/nowhere", "/healthz/live", "/api/v1/runs/current/trace", "/openapi/v1.json", "/api/v1/wait" })
        {
            using var response = await api.GetAsync(path);
            response.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"], path);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
            response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"], path);
            response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse(path);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"], path);
            response.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            response.Headers.Contains("Server").ShouldBeFalse(path);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiHarness api, HttpMethod method, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("events: []");
        }

        change(request);
        return await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
