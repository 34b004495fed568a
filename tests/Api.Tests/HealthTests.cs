using System.Net;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_means_that_it_leads_and_every_node_has_a_host()
    {
        await using var api = await ApiHarness.StartAsync();
        using var ready = await api.GetAsync("/healthz/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Cluster.Missing = [2, 3];
        using var missing = await api.GetAsync("/healthz/ready");
        (await ApiHarness.ProblemAsync(missing, 503, ProblemTypes.NotReady)).GetProperty("detail").GetString()!.ShouldContain("numaprobe node --nodes 2,3");
        api.Cluster.Missing = [];
        api.Cluster.IsLeader = false;
        using var standby = await api.GetAsync("/healthz/ready");
        await ApiHarness.ProblemAsync(standby, 503, ProblemTypes.NotReady);
        using var live = await api.GetAsync("/healthz/live");
        live.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_version_is_that_of_the_program() =>
        await Using(async api => (await api.DocumentAsync("/version")).GetProperty("version").GetString().ShouldBe("1.2.3"));

    [Fact]
    public async Task A_wrong_method_or_path_is_a_problem_too() => await Using(async api =>
    {
        using var method = await api.SendAsync(HttpMethod.Delete, "/api/v1/status");
        await ApiHarness.ProblemAsync(method, 405, ProblemTypes.InvalidRequest);
        using var path = await api.GetAsync("/api/v2/status");
        await ApiHarness.ProblemAsync(path, 404, ProblemTypes.NotFound);
    });

    private static async Task Using(Func<ApiHarness, Task> check)
    {
        await using var api = await ApiHarness.StartAsync();
        await check(api);
    }
}
