using System.Text.Json;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests;

/// <summary>The description of the API as it is published. A change of the API changes the file, and somebody reads both: NUMAPROBE_UPDATE_DOCS=1 writes it anew.</summary>
public sealed class OpenApiTests
{
    private const string Snapshot = "docs/reference/openapi.json";

    [Fact]
    public async Task The_description_is_the_published_one()
    {
        await using var api = await ApiHarness.StartAsync();
        var document = (await TraceEndpointTests.TextAsync(api, "/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_DOCS") is "1" && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            await File.WriteAllTextAsync(RepoRoot.Combine(Snapshot), document, TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(RepoRoot.Combine(Snapshot), TestContext.Current.CancellationToken)).ShouldBe(document);
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_its_errors()
    {
        await using var api = await ApiHarness.StartAsync();
        var document = await api.DocumentAsync("/openapi/v1.json");
        document.TryGetProperty("servers", out _).ShouldBeFalse("the address differs from machine to machine");
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(method => method.Value))
        {
            operation.GetProperty("operationId").GetString().ShouldNotBeNullOrEmpty();
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5'))
            {
                response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue();
            }
        }
    }
}
