namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>The simulation is measured: protocols that are wrong in one decision.</summary>
public sealed class PlantedBugTests
{
    private const int MostSeeds = 1_000;

    public static TheoryData<string> Bugs() => [.. PlantedBugs.All.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_wrong_decision_of_the_protocol_is_found_within_a_thousand_seeds(string bug)
    {
        var rules = PlantedBugs.All[bug];
        var counts = new int[Enum.GetValues<SimFault>().Length];
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            if (SimulationTests.Failure(seed, rules, counts) is { } failure)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{bug}: {failure.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"{bug}: {MostSeeds} seeds noticed nothing");
    }
}
