using System.Diagnostics;
using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Cluster.Transport;
using Serilog;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// What a message to another process and its answer cost over the transport alone: publish, deliver, publish back, deliver. Owns the
/// measurement only.
/// </summary>
internal static class RoundTrip
{
    private const string Cluster = "bench-trip";
    private const int WarmUp = 2_000;

    /// <summary>Sends payloads to an echo, one at a time.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="echoAddress">Address of the echo.</param>
    /// <param name="bytes">Size of a payload.</param>
    /// <param name="count">How many are measured.</param>
    internal static async Task<RoundTripResult> MeasureAsync(BrokerUri broker, string echoAddress, int bytes, int count)
    {
        await using var transport = await OpenAsync(RabbitMqEndpoint.OfCoordinator(Cluster), broker);
        var payload = new byte[bytes];
        var ticks = new long[count];
        for (var i = -WarmUp; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await transport.PublishAsync(echoAddress, payload, CancellationToken.None);
            var answer = await transport.Incoming.ReadAsync();
            if (i >= 0)
            {
                ticks[i] = Stopwatch.GetTimestamp() - start;
            }

            await transport.AcknowledgeAsync(answer);
        }

        Array.Sort(ticks);
        return new RoundTripResult(bytes, count, At(ticks, 0.5), At(ticks, 0.99), TimeSpan.FromSeconds((double)ticks.Sum() / count / Stopwatch.Frequency));
    }

    /// <summary>Sends back whatever arrives, until standard input ends. Prints its address first.</summary>
    internal static async Task EchoAsync(BrokerUri broker)
    {
        await using var transport = await OpenAsync(RabbitMqEndpoint.OfHost(Cluster, [0], Guid.NewGuid().ToString("N")), broker);
        var target = RabbitMqEndpoint.OfCoordinator(Cluster).Address;
        Console.WriteLine(transport.Address);
        using var ended = new CancellationTokenSource();
        var input = Task.Run(() => Console.In.ReadToEnd());
        _ = input.ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        try
        {
            await foreach (var delivery in transport.Incoming.ReadAllAsync(ended.Token))
            {
                await transport.PublishAsync(target, delivery.Payload, ended.Token);
                await transport.AcknowledgeAsync(delivery);
            }
        }
        catch (OperationCanceledException)
        {
            // nobody measures any more
        }
    }

    private static Task<RabbitMqTransport> OpenAsync(RabbitMqEndpoint endpoint, BrokerUri broker) =>
        RabbitMqTransport.ConnectAsync(endpoint, broker, BrokerTls.OfMachine, Log.Logger, CancellationToken.None);

    private static TimeSpan At(long[] sorted, double quantile) =>
        TimeSpan.FromSeconds((double)sorted[(int)(quantile * (sorted.Length - 1))] / Stopwatch.Frequency);
}
