using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Tests;

public sealed class WaitTests
{
    [Theory]
    [InlineData("idle", true)]
    [InlineData("ready", true)]
    [InlineData("all-bound", false)]
    [InlineData("run=finished", false)]
    [InlineData("device/d0=bound", true)]
    [InlineData("device/0000:01:00.0=bound", true)]
    [InlineData("device/late=deferred", true)]
    [InlineData("device/never=absent", true)]
    [InlineData("device/late=bound", false)]
    [InlineData("device/nobody=bound", false)]
    public async Task A_condition_is_met_or_not(string condition, bool met)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var answer = await api.DocumentAsync($"/api/v1/wait?for={Uri.EscapeDataString(condition)}");
        answer.GetProperty("condition").GetString().ShouldBe(condition);
        answer.GetProperty("isMet").GetBoolean().ShouldBe(met);
        answer.GetProperty("isFinal").GetBoolean().ShouldBeFalse();
        answer.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task All_bound_means_idle_with_every_present_device_bound()
    {
        await using var api = await ApiHarness.StartAsync();
        (await MetAsync(api, "all-bound")).ShouldBeFalse("there is no run");
        using var begun = await api.PostAsync("/api/v1/runs?staysOpen=true", SomeScenario.TwoNodes.Replace("[d0, d1, late, broken]", "[d0, d1]", StringComparison.Ordinal));
        (await MetAsync(api, "all-bound")).ShouldBeTrue();
        api.Cluster.IsIdle = false;
        (await MetAsync(api, "all-bound")).ShouldBeFalse("something goes on that may add a device");
    }

    [Fact]
    public async Task What_never_becomes_true_is_final_when_the_run_has_ended()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        (await api.DocumentAsync("/api/v1/wait?for=all-bound&timeout=60s")).GetProperty("isFinal").GetBoolean().ShouldBeTrue();
        (await api.DocumentAsync("/api/v1/wait?for=run=finished")).GetProperty("isMet").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_wait_ends_when_the_condition_comes_true()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(clock: clock);
        var asked = api.GetAsync("/api/v1/wait?for=device/broken=bound&timeout=30s");
        await clock.TimerAsync();
        api.Cluster.FakeTrace!.Add(new TraceEvent(9_000_000, 0, 100_000, TraceKind.Bound, 0, 0, 3, 0));
        clock.Advance(TimeSpan.FromMilliseconds(50));
        using var response = await asked;
        (await ApiHarness.DocumentAsync(response)).GetProperty("isMet").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_wait_is_over_after_its_time_and_after_a_minute_at_most()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(clock: clock);
        var asked = api.GetAsync("/api/v1/wait?for=run=finished&timeout=10min");
        await clock.TimerAsync();
        clock.Advance(TimeSpan.FromSeconds(60));
        using var response = await asked;
        (await ApiHarness.DocumentAsync(response)).GetProperty("isMet").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("for=")]
    [InlineData("")]
    [InlineData("for=device/=bound")]
    [InlineData("for=device/d0")]
    [InlineData("for=device/d0=fine")]
    [InlineData("for=idle&timeout=30")]
    [InlineData("for=idle&timeout=soon")]
    public async Task A_wrong_condition_or_time_is_refused(string query)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.GetAsync("/api/v1/wait?" + query);
        await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest);
    }

    [Fact]
    public async Task So_many_clients_may_wait_at_once_and_the_next_is_refused()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(ApiHarness.Generous with { Waiters = 2 }, clock);
        var waiting = Enumerable.Range(0, 2).Select(_ => api.GetAsync("/api/v1/wait?for=run=finished&timeout=30s")).ToList();
        await clock.TimerAsync();
        await clock.TimerAsync();
        using var refused = await api.GetAsync("/api/v1/wait?for=idle");
        await ApiHarness.ProblemAsync(refused, 429, ProblemTypes.TooMany);
        clock.Advance(TimeSpan.FromSeconds(30));
        foreach (var response in await Task.WhenAll(waiting))
        {
            response.Dispose();
        }
    }

    private static async Task<bool> MetAsync(ApiHarness api, string condition) =>
        (await api.DocumentAsync($"/api/v1/wait?for={condition}")).GetProperty("isMet").GetBoolean();
}
