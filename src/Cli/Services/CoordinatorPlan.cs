using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Akka;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Cli.Services;

/// <summary>What a coordinator is to do.</summary>
/// <param name="Endpoint">Where it is in its cluster.</param>
/// <param name="Data">Folder of the journal and of finished runs.</param>
/// <param name="Api">How its API is served.</param>
/// <param name="First">The run to begin with, or null.</param>
/// <param name="HealthFile">File of its pulse, or null.</param>
internal sealed record CoordinatorPlan(ClusterEndpoint Endpoint, string Data, ApiOptions Api, StartRequest? First, string? HealthFile);
