using System.Net;
using System.Text.Json;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Tests;

public sealed class RunEndpointTests
{
    [Fact]
    public async Task A_scenario_as_the_body_begins_a_run()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.PostAsync("/api/v1/runs?seed=9&generation=v6.1&pace=2.5&staysOpen=true", SomeScenario.TwoNodes);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.ToString().ShouldBe("/api/v1/runs/current");
        var started = await ApiHarness.DocumentAsync(response);
        started.GetProperty("seed").GetUInt64().ShouldBe(9u);
        started.GetProperty("generation").GetString().ShouldBe("v6.1");
        (await api.DocumentAsync("/api/v1/runs/current")).GetProperty("pace").GetDouble().ShouldBe(2.5);
    }

    [Fact]
    public async Task A_scenario_inside_JSON_begins_a_run()
    {
        await using var api = await ApiHarness.StartAsync();
        var body = JsonSerializer.Serialize(new { scenario = SomeScenario.TwoNodes, fileName = "a.yaml", seed = ulong.MaxValue, staysOpen = false });
        using var response = await api.PostAsync("/api/v1/runs", body, "application/json");
        (await ApiHarness.DocumentAsync(response)).GetProperty("seed").GetUInt64().ShouldBe(ulong.MaxValue);
        var run = await api.DocumentAsync("/api/v1/runs/current");
        run.GetProperty("status").GetString().ShouldBe("completed");
        run.GetProperty("isWritten").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_invalid_scenario_is_refused_with_every_problem()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.PostAsync("/api/v1/runs?fileName=my.yaml", "apiVersion: numaprobe/v1\nkind: Scenario\nnme: x\n");
        var problem = await ApiHarness.ProblemAsync(response, 422, ProblemTypes.InvalidScenario);
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("detail").GetString()!).ShouldContain(e => e.StartsWith("my.yaml:3:1: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "[]", 400)]
    [InlineData("application/json", "{}", 400)]
    [InlineData("application/json", """{"scenario": 5}""", 400)]
    [InlineData("application/json", """{"scenario": "", "sed": 5}""", 400)]
    [InlineData("application/json", """{"scenario": "", "seed": -5}""", 400)]
    [InlineData("application/json", """{"scenario": "", "pace": 0}""", 400)]
    [InlineData("application/json", """{"scenario": "", "pace": 1e9}""", 400)]
    [InlineData("application/xml", "<a/>", 415)]
    public async Task A_wrong_body_is_refused(string type, string body, int status)
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.PostAsync("/api/v1/runs", body, type);
        await ApiHarness.ProblemAsync(response, status, ProblemTypes.InvalidRequest);
    }

    [Theory]
    [InlineData("seed=-1")]
    [InlineData("seed=1.5")]
    [InlineData("pace=0")]
    [InlineData("pace=-1")]
    [InlineData("pace=NaN")]
    [InlineData("pace=fast")]
    [InlineData("staysOpen=perhaps")]
    public async Task A_wrong_choice_is_refused(string query)
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.PostAsync("/api/v1/runs?" + query, SomeScenario.TwoNodes);
        await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest);
        api.Cluster.Runs.ShouldBe(0);
    }

    [Fact]
    public async Task A_second_run_waits_for_the_first_to_end()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.PostAsync("/api/v1/runs", SomeScenario.TwoNodes);
        await ApiHarness.ProblemAsync(response, 409, ProblemTypes.Conflict);
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_begins_no_second_run()
    {
        await using var api = await ApiHarness.StartAsync();
        for (var time = 0; time < 2; time++)
        {
            using var response = await api.PostAsync("/api/v1/runs?staysOpen=true", SomeScenario.TwoNodes, key: "k");
            (await ApiHarness.DocumentAsync(response)).GetProperty("number").GetInt32().ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(ControlRefusalKind.NotReady, 503, ProblemTypes.NotReady)]
    [InlineData(ControlRefusalKind.Failed, 503, ProblemTypes.Failed)]
    [InlineData(ControlRefusalKind.TooMuch, 409, ProblemTypes.BoundReached)]
    public async Task A_refusal_of_the_coordinator_is_an_answer(ControlRefusalKind kind, int status, string type)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        api.Cluster.Refusal = new ControlRefusal(kind, "because of this", ["one", "two"]);
        foreach (var path in new[] { "/api/v1/runs", "/api/v1/events", "/api/v1/runs/current/finish" })
        {
            using var response = await api.PostAsync(path, SomeScenario.TwoNodes);
            var problem = await ApiHarness.ProblemAsync(response, status, type);
            problem.GetProperty("detail").GetString().ShouldBe("because of this");
            problem.GetProperty("errors").GetArrayLength().ShouldBe(2);
            response.Headers.Contains("Retry-After").ShouldBe(kind == ControlRefusalKind.NotReady);
        }
    }

    [Fact]
    public async Task Finishing_answers_with_the_end_of_the_run()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var early = await api.GetAsync("/api/v1/runs/current/run.db");
        await ApiHarness.ProblemAsync(early, 404, ProblemTypes.NotWritten);
        using var response = await api.SendAsync(HttpMethod.Post, "/api/v1/runs/current/finish");
        (await ApiHarness.DocumentAsync(response)).GetProperty("status").GetString().ShouldBe("completed");
        using var database = await api.GetAsync("/api/v1/runs/current/run.db");
        database.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.sqlite3");
        (await database.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan(0, 15).SequenceEqual("SQLite format 3"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task Finishing_that_takes_long_is_accepted_and_goes_on()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(clock: clock);
        var gate = new TaskCompletionSource();
        api.Cluster.FinishGate = gate.Task;
        var asked = api.SendAsync(HttpMethod.Post, "/api/v1/runs/current/finish");
        await clock.TimerAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await asked;
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.Location!.ToString().ShouldBe("/api/v1/runs/current");
        gate.SetResult();
    }

    [Fact]
    public async Task There_is_nothing_to_finish_before_the_first_run()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.SendAsync(HttpMethod.Post, "/api/v1/runs/current/finish");
        await ApiHarness.ProblemAsync(response, 404, ProblemTypes.NoRun);
    }

    [Fact]
    public async Task The_export_is_a_scenario_file_that_names_its_generation_and_seed()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.GetAsync("/api/v1/runs/current/scenario");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        response.Headers.GetValues("Numaprobe-Seed").ShouldBe(["5"]);
        response.Headers.GetValues("Numaprobe-Generation").ShouldBe(["v6.12"]);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(SomeScenario.TwoNodes);
    }
}
