using System.CommandLine;

namespace NumaProbe.Bench.Clusters;

/// <summary><c>trip</c>: what a round trip over the transport costs; <c>echo</c>: its other end.</summary>
internal static class TripCommand
{
    private const int Trips = 10_000;

    private static readonly int[] Sizes = [100, 1_000, 10_000, 100_000];

    internal static Command Trip()
    {
        var command = new Command("trip", "Say what a round trip between actors of two processes costs.");
        command.SetAction(async (_, _) =>
        {
            using var echo = new EchoProcess();
            foreach (var size in Sizes)
            {
                Console.WriteLine(await RoundTrip.MeasureAsync(echo.Address, size, Trips));
            }
        });
        return command;
    }

    internal static Command Echo()
    {
        var command = new Command("echo", "Send back what arrives.") { Hidden = true };
        command.SetAction((_, _) => RoundTrip.EchoAsync());
        return command;
    }
}
