using System.Net;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests;

/// <summary>Thousands of requests made from the API's own description. None is a bug of the server, and every error says what is wrong.</summary>
public sealed class FuzzTests
{
    private const int Requests = 20_000;

    [Fact]
    public async Task No_request_makes_the_server_fail_and_every_error_is_a_problem()
    {
        await using var api = await ApiHarness.StartAsync();
        var generator = new RequestGenerator(await api.DocumentAsync("/openapi/v1.json"), SomeScenario.TwoNodes, "kind: Scenario");
        var counts = new SortedDictionary<int, int>();
        for (var seed = 0; seed < Requests; seed++)
        {
            using var request = generator.Of(seed);
            var what = $"seed {seed}: {request.Method} {request.RequestUri}";
            using var response = await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var status = (int)response.StatusCode;
            counts[status] = counts.GetValueOrDefault(status) + 1;
            (status < 500 || response.StatusCode == HttpStatusCode.ServiceUnavailable).ShouldBeTrue($"{what} gave {status}\n{api.Log[Math.Max(0, api.Log.Length - 2000)..]}");
            if (status >= 400 && request.Method != HttpMethod.Head)
            {
                response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{what} gave {status}");
            }
        }

        api.Log.ShouldBeEmpty();
        counts.Keys.ShouldBe([200, 201, 400, 404, 405, 409, 415, 422], ignoreOrder: true);
    }
}
