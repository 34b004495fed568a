using System.Text;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Tests.Support;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Api.Tests;

public sealed class TraceEndpointTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("?node=1", 1, null)]
    [InlineData("?device=late", null, 2)]
    [InlineData("?node=1&device=0000:01:00.0", 1, 1)]
    public async Task The_trace_of_an_ended_run_is_that_of_its_folder_to_the_byte(string query, int? node, int? device)
    {
        await using var api = await ApiHarness.StartWithRunAsync(staysOpen: false);
        using var response = await api.GetAsync("/api/v1/runs/current/trace" + query);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/jsonl");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(bytes).ShouldBe(OfFolder(api.Cluster.Status.Run!.Folder!, new TraceFilter(node, device)));
    }

    [Fact]
    public async Task The_trace_of_a_run_that_goes_on_is_the_beginning_of_the_whole()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var before = await TextAsync(api, "/api/v1/runs/current/trace");
        using var finish = await api.SendAsync(HttpMethod.Post, "/api/v1/runs/current/finish");
        var whole = await TextAsync(api, "/api/v1/runs/current/trace");
        whole.ShouldStartWith(before);
        whole[before.Length..].ShouldStartWith("""{"type":"deferred",""");
        before.ShouldEndWith("\n");
    }

    [Fact]
    public async Task Lines_for_people_are_those_that_the_command_prints()
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        var lines = (await TextAsync(api, "/api/v1/runs/current/trace?format=text&node=0")).Split('\n');
        lines[0].ShouldEndWith("what");
        lines.ShouldContain(line => line.EndsWith("probe begins (async-driver, try 1)", StringComparison.Ordinal) || line.Contains("probe begins", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("node=2", "nodes 0 to 1")]
    [InlineData("node=-1", "nodes 0 to 1")]
    [InlineData("device=d2", "did you mean")]
    [InlineData("format=xml", "jsonl and text")]
    public async Task A_wrong_choice_is_refused(string query, string word)
    {
        await using var api = await ApiHarness.StartWithRunAsync();
        foreach (var path in new[] { "trace", "events" })
        {
            using var response = await api.GetAsync($"/api/v1/runs/current/{path}?{query}");
            (await ApiHarness.ProblemAsync(response, 400, ProblemTypes.InvalidRequest)).GetProperty("detail").GetString()!.ShouldContain(word);
        }
    }

    internal static async Task<string> TextAsync(ApiHarness api, string path)
    {
        using var response = await api.GetAsync(path);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string OfFolder(string folder, TraceFilter filter)
    {
        using var reader = RunFolderReader.Open(folder);
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, reader.Info.Header, reader.Names, filter);
        foreach (var traceEvent in reader.Events())
        {
            writer.Write(traceEvent);
        }

        writer.Finish();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
