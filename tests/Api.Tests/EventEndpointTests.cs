using System.Net;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests;

public sealed class EventEndpointTests
{
    [Fact]
    public async Task A_fragment_is_handed_on_as_it_came_and_its_receipt_comes_back()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        const string Fragment = "devices: [{name: d9}]\nevents: [{device_add: d9}]\n";
        using var response = await api.PostAsync("/api/v1/events", Fragment);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var receipt = await ApiHarness.DocumentAsync(response);
        receipt.GetProperty("kind").GetString().ShouldBe("Injection");
        receipt.GetProperty("number").GetInt32().ShouldBe(1);
        receipt.GetProperty("atNs").GetInt64().ShouldBe(5_000_000);
        api.Cluster.LastFragment.ShouldBe(Fragment);
    }

    [Theory]
    [InlineData("""{"events":[{"device_add":"d9"}]}""", """{"events":[{"device_add":"d9"}]}""")]
    [InlineData("""{"op":"cpu_offline","target":3}""", """{"events":[{"cpu_offline":3}]}""")]
    [InlineData("""{"op":"wait_for_device_probe"}""", """{"events":[{"wait_for_device_probe":null}]}""")]
    [InlineData(
        """{"op":"device_add","target":"d9","device":{"match":"m","numa_node":1},"probe":"wait 1ms"}""",
        """{"devices":[{"name":"d9","match":"m","numa_node":1}],"probes":[{"device":"d9","steps":[{"wait":"1ms"}]}],"events":[{"device_add":"d9"}]}""")]
    public async Task A_short_event_becomes_a_fragment(string body, string fragment)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.PostAsync("/api/v1/events", body, "application/json");
        await ApiHarness.DocumentAsync(response);
        api.Cluster.LastFragment.ShouldBe(fragment);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"op":null}""")]
    [InlineData("""{"op":"device_ad","target":"d9"}""")]
    [InlineData("""{"op":"device_remove","op":"device_add","target":"d9"}""")]
    [InlineData("""{"op":"device_add","target":"d8","target":"d9"}""")]
    [InlineData("""{"op":"device_add","target":"d9","device":{"match":"m","match":"n"}}""")]
    [InlineData("""{"events":[],"events":[{"device_add":"d9"}]}""")]
    [InlineData("""{"op":"device_add","target":["d9"]}""")]
    [InlineData("""{"op":"device_add","target":"d9","device":5}""")]
    [InlineData("""{"op":"device_add","target":"d9","device":{"name":"x"}}""")]
    [InlineData("""{"op":"device_add","target":"d9","driver":{}}""")]
    [InlineData("""{"op":"device_add","target":"d9","probe":"sleep 5"}""")]
    [InlineData("""{"op":"cpu_offline","target":3,"probe":"ok"}""")]
    [InlineData("""{"op":"device_add","traget":"d9"}""")]
    public async Task A_wrong_short_event_is_refused(string body)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var response = await api.PostAsync("/api/v1/events", body, "application/json");
        await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest);
        api.Cluster.LastFragment.ShouldBe("");
    }

    [Fact]
    public async Task The_same_key_gets_the_same_receipt()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        foreach (var (key, number) in new[] { ("a", 1), ("a", 1), ("b", 2) })
        {
            using var response = await api.PostAsync("/api/v1/events", "events: []", key: key);
            (await ApiHarness.DocumentAsync(response)).GetProperty("number").GetInt32().ShouldBe(number);
        }
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("\u00fc")]
    public async Task A_key_is_one_printable_word(string key)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        foreach (var path in new[] { "/api/v1/events", "/api/v1/runs" })
        {
            using var response = await api.PostAsync(path, "events: []", key: key);
            ((int)response.StatusCode).ShouldBe(400);
        }
    }

    [Fact]
    public async Task A_key_may_have_128_characters_and_no_more()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        using var longest = await api.PostAsync("/api/v1/events", "events: []", key: new string('k', 128));
        longest.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var longer = await api.PostAsync("/api/v1/events", "events: []", key: new string('k', 129));
        await ApiHarness.ProblemAsync(longer, 400, ProblemTypes.InvalidRequest);
    }

    [Fact]
    public async Task Events_without_a_run_are_a_conflict()
    {
        await using var api = await ApiHarness.StartAsync();
        using var response = await api.PostAsync("/api/v1/events", "events: []");
        await ApiHarness.ProblemAsync(response, 409, ProblemTypes.Conflict);
    }
}
