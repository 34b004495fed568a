using System.Globalization;
using NumaProbe.Processes.Faults;
using NumaProbe.Processes.Histories;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes;

/// <summary>
/// Two things go wrong at once, again and again, while clients inject: an independent judge finds nothing lost, doubled or out of order, and after each
/// pair of faults every client is acknowledged again. <c>NUMAPROBE_SOAK_ROUNDS</c> makes it longer; an hour is about 900.
/// </summary>
public sealed class MixedFaultTests
{
    private const int RoundsOfRun = 8;

    private const string Machine = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: soak
        topology: "4 nodes x 2 cpus"
        drivers:
        - {name: drv, match: m, probe_type: async}
        events:
        - driver_register: drv
        """;

    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("NUMAPROBE_SOAK_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : RoundsOfRun;

    [Fact]
    public async Task Whatever_two_things_go_wrong_at_once_nothing_is_lost_doubled_or_out_of_order_and_clients_go_on()
    {
        UpFixture.NeedsLinux();
        await using var cluster = await UpCluster.StartAsync();
        var random = new Random(1);
        for (var done = 0; done < Rounds; done += RoundsOfRun)
        {
            await RunAsync(cluster, random, string.Create(CultureInfo.InvariantCulture, $"r{done}"));
        }
    }

    private static async Task RunAsync(UpCluster cluster, Random random, string name)
    {
        var number = await cluster.Client.StartAsync(RunSource.OfText(Machine), staysOpen: true);
        var clients = new HistoryClients(cluster.Client, name);
        var injecting = clients.RunAsync();
        for (var round = 0; round < RoundsOfRun; round++)
        {
            await TwoFaultsAsync(cluster, random, number);
            var before = clients.Acknowledged;
            await Eventually.IsTrue(
                () => injecting.IsCompleted || clients.Acknowledged.Zip(before).All(static pair => pair.First > pair.Second),
                $"every client is acknowledged again after the faults of round {round}");
        }

        clients.End();
        await injecting;
        await cluster.Client.FinishAsync();
        (await cluster.Client.EndAsync(number)).IsWritten.ShouldBeTrue();
        var operations = clients.Operations;
        operations.Count(static one => one.Receipt is not null).ShouldBeGreaterThanOrEqualTo(HistoryClients.Count * RoundsOfRun);
        HistoryChecker.Check(operations, await cluster.Client.TraceAsync()).ShouldBeEmpty();
    }

    private static Task<bool[]> TwoFaultsAsync(UpCluster cluster, Random random, int number)
    {
        var faults = new ProcessFaults(cluster);
        var one = random.Next(RunningCluster.HostCount);
        var other = (one + random.Next(1, RunningCluster.HostCount)) % RunningCluster.HostCount;
        return random.Next(5) switch
        {
            0 => Task.WhenAll(faults.KillHostAsync(one), faults.KillCoordinatorAsync()),
            1 => Task.WhenAll(faults.PauseHostAsync(number, one), faults.KillCoordinatorAsync()),
            2 => Task.WhenAll(faults.KillHostAsync(one), faults.PauseCoordinatorAsync()),
            3 => Task.WhenAll(faults.KillHostAsync(one), faults.KillHostAsync(other)),
            _ => Task.WhenAll(faults.PauseHostAsync(number, one), faults.KillHostAsync(other)),
        };
    }
}
