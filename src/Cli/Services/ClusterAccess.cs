using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Cli.Services;

/// <summary>Takes part in a cluster for a verb: an address that cannot be listened on ends the command with a message.</summary>
internal static class ClusterAccess
{
    /// <summary>Takes part until the end.</summary>
    internal static async Task<string?> RunAsync(Func<Task<string?>> process)
    {
        try
        {
            return await process();
        }
        catch (ClusterStartException e)
        {
            throw new CliFailure(ExitCode.RunFailed, e.Message);
        }
    }
}
