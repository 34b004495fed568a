using NumaProbe.Cluster.RabbitMq;
using Serilog;

namespace NumaProbe.Cli.Services;

/// <summary>Joins the broker for a verb: a refusal ends the command with a message.</summary>
internal static class BrokerAccess
{
    /// <summary>Joins, trying again while the broker cannot be reached.</summary>
    internal static async Task<RabbitMqTransport> ConnectAsync(
        RabbitMqEndpoint endpoint, BrokerUri uri, BrokerTls tls, ILogger log, CancellationToken stop)
    {
        try
        {
            return await RabbitMqTransport.ConnectAsync(endpoint, uri, tls, log, stop);
        }
        catch (BrokerRefusedException e)
        {
            throw new CliFailure(ExitCode.RunFailed, e.Message);
        }
    }
}
