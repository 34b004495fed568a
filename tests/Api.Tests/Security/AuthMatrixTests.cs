using System.Text.Json;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

/// <summary>Who may do what: every route against every role. A route that is missing here makes the test fail.</summary>
public sealed class AuthMatrixTests
{
    private const string Anybody = "anybody";
    private const string Viewer = "viewer";
    private const string Operator = "operator";

    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["GET /healthz/live"] = Anybody,
        ["GET /healthz/ready"] = Anybody,
        ["GET /version"] = Viewer,
        ["GET /openapi/v1.json"] = Viewer,
        ["GET /api/v1/status"] = Viewer,
        ["GET /api/v1/nodes"] = Viewer,
        ["GET /api/v1/devices"] = Viewer,
        ["GET /api/v1/devices/{name}"] = Viewer,
        ["GET /api/v1/drivers"] = Viewer,
        ["GET /api/v1/drivers/{name}"] = Viewer,
        ["GET /api/v1/runs/current"] = Viewer,
        ["GET /api/v1/runs/current/scenario"] = Viewer,
        ["GET /api/v1/runs/current/run.db"] = Viewer,
        ["GET /api/v1/runs/current/trace"] = Viewer,
        ["GET /api/v1/runs/current/events"] = Viewer,
        ["GET /api/v1/wait"] = Viewer,
        ["POST /api/v1/runs"] = Operator,
        ["POST /api/v1/runs/current/finish"] = Operator,
        ["POST /api/v1/events"] = Operator,
    };

    [Fact]
    public async Task Every_route_answers_each_role_as_the_table_says()
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        var routes = (await RoutesAsync(api)).Append("GET /openapi/v1.json").ToList();
        routes.ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var route in routes)
        {
            await CheckAsync(api, route, token: null, isAllowed: Allowed[route] == Anybody, 401, ProblemTypes.Unauthorized);
            await CheckAsync(api, route, "wrong-0123456789abcdef0123456789abcd", isAllowed: Allowed[route] == Anybody, 401, ProblemTypes.Unauthorized);
            await CheckAsync(api, route, ApiHarness.ViewerToken, isAllowed: Allowed[route] != Operator, 403, ProblemTypes.Forbidden);
            await CheckAsync(api, route, ApiHarness.OperatorToken, isAllowed: true, 0, "");
        }
    }

    [Fact]
    public async Task What_is_no_route_tells_nothing_to_strangers()
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        foreach (var path in new[] { "/", "/api", "/api/v1/secret", "/api/v1/../../etc/passwd", "/metrics" })
        {
            using var response = await api.GetAsync(path);
            ((int)response.StatusCode).ShouldBeOneOf(401, 404);
        }
    }

    [Theory]
    [InlineData("Basic b3BlcmF0b3I6eA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData(ApiHarness.OperatorToken)]
    [InlineData("Bearer " + ApiHarness.OperatorToken + "x")]
    [InlineData("Bearer " + ApiHarness.OperatorToken + ", Bearer " + ApiHarness.ViewerToken)]
    public async Task What_is_no_bearer_token_lets_nobody_in(string header)
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status");
        request.Headers.TryAddWithoutValidation("Authorization", header).ShouldBeTrue();
        using var response = await api.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await ApiHarness.ProblemAsync(response, 401, ProblemTypes.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    private static async Task CheckAsync(ApiHarness api, string route, string? token, bool isAllowed, int status, string type)
    {
        var parts = route.Split(' ');
        using var response = await api.SendAsync(new HttpMethod(parts[0]), parts[1].Replace("{name}", "d0", StringComparison.Ordinal), parts[0] == "POST" ? "x" : null, token: token);
        if (isAllowed)
        {
            ((int)response.StatusCode).ShouldNotBeOneOf(401, 403);
        }
        else
        {
            await ApiHarness.ProblemAsync(response, status, type);
        }
    }

    private static async Task<IEnumerable<string>> RoutesAsync(ApiHarness api)
    {
        using var response = await api.GetAsync("/openapi/v1.json", ApiHarness.ViewerToken);
        var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), default, TestContext.Current.CancellationToken);
        return document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
    }
}
