using Microsoft.Extensions.Hosting;

namespace NumaProbe.Cluster.Akka;

/// <summary>Leaves signals and the console to whoever runs the process.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
