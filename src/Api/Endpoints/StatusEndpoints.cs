using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Endpoints;

/// <summary>How the cluster is now.</summary>
internal static class StatusEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/status", (IClusterControl control, TraceSource source) => TypedResults.Ok(Documents.Of(control.Status, source.Current)))
        .WithName("getStatus").WithSummary("How the cluster and its run are now").WithTags("Cluster")
        .Produces<ClusterDocument>()
        .RequireAuthorization(ApiRoles.Viewer);
}
