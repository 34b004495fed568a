using System.Net;
using System.Text.Json;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Tests;

public sealed class EventStreamTests
{
    private const string Path = "/api/v1/runs/current/events";

    [Fact]
    public async Task The_data_of_a_whole_stream_are_the_lines_of_the_trace()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        var events = await FollowAsync(api).AllAsync();
        var lines = string.Concat(events.Where(e => e.Name is not "end").Select(e => e.Data + "\n"));
        lines.ShouldBe(await TraceEndpointTests.TextAsync(api, "/api/v1/runs/current/trace"));
        events[0].Name.ShouldBe("header");
        events[^1].Name.ShouldBe("end");
        JsonDocument.Parse(events[^1].Data!).RootElement.GetProperty("status").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Each_event_has_its_place_as_id_and_a_stream_goes_on_after_any_of_them()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        var whole = await FollowAsync(api).AllAsync();
        var count = api.Cluster.Trace!.Count;
        whole.Where(e => e.Id is not null).Select(e => e.Id).ShouldBe(Enumerable.Range(0, (int)count + 1).Select(place => $"1.{place}"));
        for (var last = 0; last < whole.Count; last++)
        {
            if (whole[last].Id is { } id && whole[last].Name is not "end")
            {
                var rest = await FollowAsync(api, lastEventId: id).AllAsync();
                rest.ShouldBe(whole.Skip(last + 1), $"after {id}");
            }
        }
    }

    [Fact]
    public async Task After_the_end_there_is_no_content_so_that_browsers_stop_asking()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        using var response = await SendAsync(api, Path, $"1.{api.Cluster.Trace!.Count}");
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_id_of_another_run_begins_at_the_start()
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        (await FollowAsync(api, lastEventId: "7.3").NextAsync())!.Name.ShouldBe("header");
    }

    [Theory]
    [InlineData(Path, "x")]
    [InlineData(Path, "1.-2")]
    [InlineData(Path + "?from=-1", null)]
    [InlineData(Path + "?maxLag=many", null)]
    public async Task A_wrong_place_is_refused(string path, string? lastEventId)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await SendAsync(api, path, lastEventId);
        await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest);
    }

    [Fact]
    public async Task New_events_come_as_they_happen_and_silence_has_a_sign_of_life_every_15_seconds()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(clock: clock);
        var trace = api.Cluster.FakeTrace!;
        using var stream = FollowAsync(api, $"{Path}?from={trace.Count}");
        await clock.TimerAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        (await stream.NextAsync())!.Comment.ShouldBe("still here");
        await clock.TimerAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        (await stream.NextAsync())!.Comment.ShouldBe("still here");
        trace.Add(Added(0, 0));
        var next = (await stream.NextAsync())!;
        next.Name.ShouldBe("trace");
        next.Data!.ShouldContain("\"name\":\"device_added\"");
        trace.Finish(new RunEnd(RunStatus.Completed, 9, 9, null));
        (await stream.AllAsync())[^1].Name.ShouldBe("end");
    }

    [Fact]
    public async Task Devices_that_come_later_have_their_names()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var trace = api.Cluster.FakeTrace!;
        using var stream = FollowAsync(api, $"{Path}?from={trace.Count}");
        var scenario = TestScenario.Load(SomeScenario.TwoNodes, "a.yaml").Scenario!;
        trace.Names = TraceNames.From(scenario with { Devices = scenario.Devices.Add(scenario.Devices[0] with { Name = "injected" }) });
        trace.Add(Added(0, scenario.Devices.Length));
        (await stream.NextAsync())!.Data!.ShouldContain("\"device\":\"injected\"");
    }

    [Fact]
    public async Task A_client_that_falls_too_far_behind_is_told_what_it_misses_and_goes_on_at_the_end()
    {
        var clock = new ManualClock();
        await using var api = await ApiHarness.StartWithRunAsync(clock: clock);
        var trace = api.Cluster.FakeTrace!;
        var start = trace.Count;
        using var stream = FollowAsync(api, $"{Path}?from={start}&maxLag=10");
        using var patient = FollowAsync(api, $"{Path}?from={start}&maxLag=0");
        await clock.TimerAsync();
        await clock.TimerAsync();
        trace.Add(Enumerable.Range(0, 11).Select(n => Added(n, 0)));
        var gap = (await stream.NextAsync())!;
        gap.Name.ShouldBe("gap");
        gap.Id.ShouldBe($"1.{start + 10}");
        gap.Data.ShouldBe($$"""{"from":{{start}},"to":{{start + 10}}}""");
        trace.Add(Enumerable.Range(0, 10).Select(n => Added(n, 1)));
        (await stream.NextAsync())!.Data!.ShouldContain("\"device\":\"d1\"");
        (await patient.NextAsync())!.Data!.ShouldContain("\"device\":\"d0\"");
    }

    [Fact]
    public async Task The_server_holds_one_chunk_for_a_client_at_most()
    {
        await using var api = await ApiHarness.StartWithRunAsync(ApiHarness.Generous with { StreamChunk = 16 });
        api.Cluster.FakeTrace!.Add(Enumerable.Range(0, 5000).Select(n => Added(n, 0)));
        api.Cluster.FakeTrace.Finish(new RunEnd(RunStatus.Completed, 9, 9, null));
        (await FollowAsync(api).AllAsync()).Count.ShouldBeGreaterThan(5000);
        api.Cluster.FakeTrace.LargestRead.ShouldBe(16);
    }

    [Fact]
    public async Task So_many_clients_may_follow_at_once_and_the_next_is_refused()
    {
        await using var api = await ApiHarness.StartWithRunAsync(ApiHarness.Generous with { Streams = 3 });
        var streams = new List<EventReader>();
        for (var client = 0; client < 3; client++)
        {
            streams.Add(FollowAsync(api));
            (await streams[^1].NextAsync())!.Name.ShouldBe("header");
        }

        using var refused = await api.GetAsync(Path);
        await ApiHarness.ProblemAsync(refused, 429, ProblemTypes.TooMany);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Stopping_ends_open_streams()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var stream = FollowAsync(api);
        await stream.NextAsync();
        await api.Host.StopAsync(TestContext.Current.CancellationToken);
        (await stream.AllAsync()).ShouldNotContain(e => e.Name == "end");
    }

    private static TraceEvent Added(int sequence, int device) => new(10_000_000, 0, 100_000 + sequence, TraceKind.DeviceAdded, 0, 0, device, -1, 0, -1);

    private static EventReader FollowAsync(ApiHarness api, string path = Path, string? lastEventId = null) =>
        new(SendAsync(api, path, lastEventId).GetAwaiter().GetResult());

    private static async Task<HttpResponseMessage> SendAsync(ApiHarness api, string path, string? lastEventId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
