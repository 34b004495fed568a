namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>The simulation is measured: protocols that are wrong in one decision, each compiled from the source with the bug written into it.</summary>
public sealed class PlantedBugTests
{
    private const int MostSeeds = 1_000;
    private const int SomeSeeds = 100;

    public static TheoryData<string> Bugs() => [.. PlantedBugs.All.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_wrong_decision_of_the_protocol_is_found_within_a_thousand_seeds(string bug)
    {
        var changed = new ChangedCluster(PlantedBugs.All[bug]);
        var counts = new int[Enum.GetValues<SimFault>().Length];
        for (var seed = 1; seed <= MostSeeds; seed++)
        {
            if (changed.Failure(seed, counts) is { } failure)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{bug}: {failure.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"{bug}: {MostSeeds} seeds noticed nothing");
    }

    [Fact]
    public void The_source_compiled_beside_the_right_one_without_a_bug_is_as_right()
    {
        var unchanged = new ChangedCluster(new PlantedBug("Protocol/ProtocolRules.cs", "=> term < known", "=> term < known"));
        var counts = new int[Enum.GetValues<SimFault>().Length];
        for (var seed = 1; seed <= SomeSeeds; seed++)
        {
            unchanged.Failure(seed, counts).ShouldBeNull();
        }
    }
}
