using System.Globalization;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>
/// Thousands of whole clusters in worlds drawn from a seed. However messages are lost, doubled, late and out of order, whatever dies or
/// stands still, a cluster gives the trace of the run in one process, loses nothing it acknowledged, and ends.
/// </summary>
public sealed class SimulationTests
{
    private const int InCi = 10_000;
    private const int OnADesk = 1_000;

    // a kind of fault that hardly happened proves nothing, so the batch would be void
    private const int LeastPerHundred = 1;

    [Fact]
    public void A_cluster_gives_the_trace_of_one_process_whatever_becomes_of_its_messages_and_processes()
    {
        var seeds = Environment.GetEnvironmentVariable("NUMAPROBE_SIM_SEED") is { Length: > 0 } one
            ? [int.Parse(one, CultureInfo.InvariantCulture)]
            : Enumerable.Range(1, Environment.GetEnvironmentVariable("CI") == "true" ? InCi : OnADesk).ToArray();
        var counts = new int[Enum.GetValues<SimFault>().Length];
        foreach (var seed in seeds)
        {
            Failure(seed, counts).ShouldBeNull();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", Enum.GetValues<SimFault>().Select(kind => $"{kind} {counts[(int)kind]}")));
        if (seeds.Length > 1)
        {
            Enum.GetValues<SimFault>().Where(kind => counts[(int)kind] < seeds.Length / 100 * LeastPerHundred).ShouldBeEmpty("the batch is void");
        }
    }

    [Fact]
    public void A_calm_cluster_gives_the_trace_of_one_process_for_every_base_scenario()
    {
        foreach (var scenario in SimScenario.All)
        {
            var cluster = new SimCluster(SimKnobs.Calm(scenario));
            cluster.Run();
            TestContext.Current.TestOutputHelper?.WriteLine($"{scenario.Scenario.Name}: {cluster.Counters}, {cluster.Steps} steps, {cluster.Calls} calls");
        }
    }

    /// <summary>What went wrong with a seed, and how to see it again; null when nothing did.</summary>
    internal static string? Failure(int seed, int[] counts)
    {
        var cluster = new SimCluster(SimKnobs.Draw(seed));
        try
        {
            cluster.Run();
        }
#pragma warning disable CA1031 // whatever comes out of the product is a finding of this seed
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"seed {seed}: {e.Message}\nagain: NUMAPROBE_SIM_SEED={seed} dotnet test --project tests/Cluster.Tests -c Release --filter-class '*SimulationTests'\n{e.StackTrace}";
        }
        finally
        {
            for (var kind = 0; kind < counts.Length; kind++)
            {
                counts[kind] += cluster.Counts[kind];
            }
        }

        return null;
    }
}
