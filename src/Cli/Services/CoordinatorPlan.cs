using NumaProbe.Api;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cli.Services;

/// <summary>What a coordinator is to do.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Broker">Its broker.</param>
/// <param name="Tls">How the broker proves itself.</param>
/// <param name="Data">Folder of the journal and of finished runs.</param>
/// <param name="Api">How its API is served.</param>
/// <param name="First">The run to begin with, or null.</param>
internal sealed record CoordinatorPlan(
    string Cluster, BrokerUri Broker, BrokerTls Tls, string Data, ApiOptions Api, StartRequest? First);
