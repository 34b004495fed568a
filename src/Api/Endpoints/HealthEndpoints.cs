using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;
using NumaProbe.Runs.Json;

namespace NumaProbe.Api.Endpoints;

/// <summary>What supervisors ask: alive, ready, and which version. Health needs no token and is never refused for asking often.</summary>
internal static class HealthEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz/live", () => TypedResults.Ok(new HealthDocument("live")))
            .WithName("getLiveness").WithSummary("The process answers").WithTags("Health")
            .AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/healthz/ready", (IClusterControl control) => Ready(control.Status))
            .WithName("getReadiness").WithSummary("This process leads, and every node has a host").WithTags("Health")
            .Produces<HealthDocument>().ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .AllowAnonymous().DisableRateLimiting();
        routes.MapGet("/version", (ApiOptions options) => TypedResults.Ok(new VersionDocument(options.ToolVersion, JsonLinesWriter.Schema)))
            .WithName("getVersion").WithSummary("Versions of the program and its formats").WithTags("Health")
            .RequireAuthorization(ApiRoles.Viewer);
    }

    private static IResult Ready(ClusterStatus status) => status switch
    {
        { IsReady: true } => TypedResults.Ok(new HealthDocument("ready")),
        { IsLeader: false } => Problem.NotReady("this process does not lead the cluster; another one does, or none yet"),
        _ => Problem.NotReady($"no host has node {string.Join(", ", status.MissingNodes)} yet; start one with 'numaprobe node --nodes {string.Join(',', status.MissingNodes)}'"),
    };
}
