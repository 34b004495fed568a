using System.Text.Json;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests;

public sealed class MachineEndpointTests
{
    [Fact]
    public async Task The_status_tells_hosts_missing_nodes_and_the_run()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        api.Cluster.Missing = [7];
        var status = await api.DocumentAsync("/api/v1/status");
        status.GetProperty("apiVersion").GetString().ShouldBe("numaprobe/v1");
        status.GetProperty("kind").GetString().ShouldBe("ClusterStatus");
        status.GetProperty("isReady").GetBoolean().ShouldBeFalse();
        status.GetProperty("missingNodes")[0].GetInt32().ShouldBe(7);
        status.GetProperty("hosts")[1].GetProperty("silentForMs").GetInt64().ShouldBe(1500);
        status.GetProperty("run").GetProperty("phase").GetString().ShouldBe("running");
        status.GetProperty("run").GetProperty("traceEvents").GetInt64().ShouldBe(api.Cluster.Trace!.Count);
    }

    [Fact]
    public async Task Devices_are_as_the_trace_shows_them()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var devices = (await api.DocumentAsync("/api/v1/devices")).GetProperty("items").EnumerateArray().ToDictionary(d => d.GetProperty("name").GetString()!);
        State("d0").ShouldBe("bound");
        devices["d0"].GetProperty("boundTo").GetString().ShouldBe("drv");
        devices["d0"].GetProperty("node").GetInt32().ShouldBe(0);
        devices["d1"].GetProperty("kernelName").GetString().ShouldBe("0000:01:00.0");
        State("late").ShouldBe("deferred");
        devices["late"].GetProperty("deferredBecause").GetString().ShouldBe("supplier-not-ready");
        devices["late"].GetProperty("waitsFor").GetString().ShouldBe("never");
        State("broken").ShouldBe("unbound");
        devices["broken"].GetProperty("attempts").GetInt32().ShouldBe(1);
        devices["broken"].GetProperty("lastResult").GetString().ShouldBe("-ENODEV");
        devices["broken"].GetProperty("lastDriver").GetString().ShouldBe("drv");
        State("never").ShouldBe("absent");
        devices["never"].GetProperty("node").ValueKind.ShouldBe(JsonValueKind.Null);

        string? State(string name) => devices[name].GetProperty("state").GetString();
    }

    [Fact]
    public async Task A_device_is_found_by_either_of_its_names()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        foreach (var name in new[] { "d1", "0000:01:00.0" })
        {
            (await api.DocumentAsync($"/api/v1/devices/{name}")).GetProperty("device").GetProperty("name").GetString().ShouldBe("d1");
        }

        using var none = await api.GetAsync("/api/v1/devices/d2");
        (await ApiHarness.ProblemAsync(none, 404, ProblemTypes.NotFound)).GetProperty("detail").GetString()!.ShouldContain("did you mean");
    }

    [Fact]
    public async Task Drivers_tell_what_is_bound_to_them()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var drivers = (await api.DocumentAsync("/api/v1/drivers")).GetProperty("items");
        drivers[0].ToString().ShouldBe("""{"name":"drv","isRegistered":true,"bound":2,"probes":3,"failures":1}""");
        drivers[1].GetProperty("isRegistered").GetBoolean().ShouldBeFalse();
        (await api.DocumentAsync("/api/v1/drivers/drv")).GetProperty("driver").GetProperty("bound").GetInt32().ShouldBe(2);
        using var none = await api.GetAsync("/api/v1/drivers/drw");
        (await ApiHarness.ProblemAsync(none, 404, ProblemTypes.NotFound)).GetProperty("detail").GetString()!.ShouldContain("did you mean");
    }

    [Fact]
    public async Task Nodes_tell_their_host_and_what_is_on_them()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var nodes = (await api.DocumentAsync("/api/v1/nodes")).GetProperty("items");
        nodes[1].ToString().ShouldBe("""{"node":1,"cpus":2,"offlineCpus":[3],"host":"b","silentForMs":1500,"devices":2,"bound":1}""");
    }

    [Fact]
    public async Task Before_the_first_run_nodes_are_those_of_the_hosts_and_there_is_no_device()
    {
        await using var api = await ApiHarness.StartAsync();
        var nodes = await api.DocumentAsync("/api/v1/nodes");
        nodes.GetProperty("run").ValueKind.ShouldBe(JsonValueKind.Null);
        nodes.GetProperty("items").GetArrayLength().ShouldBe(2);
        foreach (var path in new[] { "/api/v1/devices", "/api/v1/devices/d0", "/api/v1/drivers", "/api/v1/runs/current", "/api/v1/runs/current/scenario", "/api/v1/runs/current/trace", "/api/v1/runs/current/events", "/api/v1/runs/current/run.db" })
        {
            using var response = await api.GetAsync(path);
            await ApiHarness.ProblemAsync(response, 404, ProblemTypes.NoRun);
        }
    }

    [Fact]
    public async Task Pages_of_devices_fit_together()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var names = new List<string>();
        var path = "/api/v1/devices?limit=2";
        for (string? next = ""; next is not null;)
        {
            var page = await api.DocumentAsync(next.Length == 0 ? path : $"{path}&cursor={next}");
            page.GetProperty("total").GetInt32().ShouldBe(5);
            page.GetProperty("items").GetArrayLength().ShouldBeLessThanOrEqualTo(2);
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(d => d.GetProperty("name").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        names.ShouldBe(["d0", "d1", "late", "broken", "never"]);
    }

    [Theory]
    [InlineData("/api/v1/devices?limit=0", "limit")]
    [InlineData("/api/v1/devices?limit=1001", "limit")]
    [InlineData("/api/v1/devices?limit=x", "limit")]
    [InlineData("/api/v1/devices?cursor=9", "cursor")]
    [InlineData("/api/v1/devices?cursor=9.1", "run 9")]
    [InlineData("/api/v1/devices?state=fine", "states are")]
    [InlineData("/api/v1/drivers?cursor=-1.-1", "cursor")]
    [InlineData("/api/v1/nodes?limit=-1", "limit")]
    public async Task A_wrong_query_is_refused_with_what_is_wrong(string path, string word)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.GetAsync(path);
        (await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest)).GetProperty("detail").GetString()!.ShouldContain(word);
    }

    [Fact]
    public async Task Devices_can_be_chosen_by_their_state()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var bound = (await api.DocumentAsync("/api/v1/devices?state=bound")).GetProperty("items").EnumerateArray();
        bound.Select(d => d.GetProperty("name").GetString()).ShouldBe(["d0", "d1"]);
    }

    [Fact]
    public async Task The_view_begins_anew_with_another_run()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        (await api.DocumentAsync("/api/v1/devices?state=bound")).GetProperty("items").GetArrayLength().ShouldBe(2);
        using var second = await api.PostAsync("/api/v1/runs", SomeScenario.TwoNodes.Replace("d1, late", "late", StringComparison.Ordinal));
        second.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        var devices = await api.DocumentAsync("/api/v1/devices?state=bound");
        devices.GetProperty("run").GetInt32().ShouldBe(2);
        devices.GetProperty("items").GetArrayLength().ShouldBe(1);
    }
}
