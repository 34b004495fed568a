using System.CommandLine;
using NumaProbe.Cluster.RabbitMq;
using NumaProbe.Tests.Support.Broker;

namespace NumaProbe.Bench.Clusters;

/// <summary><c>trip</c>: what a round trip over the transport costs; <c>echo</c>: its other end.</summary>
internal static class TripCommand
{
    private const int Trips = 10_000;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    internal static Command Trip()
    {
        var command = new Command("trip", "Say what a round trip between two processes over the broker costs.");
        command.SetAction(async (_, _) =>
        {
            await using var broker = await TestBroker.StartAsync();
            using var echo = new EchoProcess(broker.UriFile);
            foreach (var size in Sizes)
            {
                Console.WriteLine(await RoundTrip.MeasureAsync(BrokerUri.Parse(broker.Uri).Uri!, echo.Address, size, Trips));
            }
        });
        return command;
    }

    internal static Command Echo()
    {
        var file = new Option<string>("--broker-file") { Required = true };
        var command = new Command("echo", "Send back what arrives.") { file };
        command.Hidden = true;
        command.SetAction((parsed, _) => RoundTrip.EchoAsync(BrokerFile.Read(parsed.GetRequiredValue(file)).Uri!));
        return command;
    }
}
