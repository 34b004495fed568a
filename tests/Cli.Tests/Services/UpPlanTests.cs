using NumaProbe.Cli.Services;

namespace NumaProbe.Cli.Tests.Services;

/// <summary>The processes that <c>up</c> starts.</summary>
public sealed class UpPlanTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(3, 100)]
    [InlineData(64, 1)]
    public void Every_node_that_a_scenario_may_have_is_held_once(int hosts, int scenarioNodes)
    {
        var children = Plan(hosts, scenarioNodes).Children(Ports, ["--cluster-ca", "ca.pem"]);
        children.Count.ShouldBe(hosts + 1);
        children.Skip(1).SelectMany(child => NodeSet.Parse(child.Arguments[2])!).Order()
            .ShouldBe(Enumerable.Range(0, Math.Max(UpPlan.LeastNodes, scenarioNodes)));
    }

    [Fact]
    public void Only_the_coordinator_is_vital() =>
        Plan(2, 0).Children(Ports, ["--cluster-ca", "ca.pem"]).Where(child => child.IsVital).Select(child => child.Name).ShouldBe(["coordinator"]);

    [Fact]
    public void Each_process_has_an_address_of_its_own_and_all_have_the_same_seeds_with_the_coordinator_first()
    {
        var children = Plan(3, 0).Children(Ports, ["--cluster-ca", "ca.pem"]);
        children.Select(child => After(child, "--address")).ShouldBe(["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4"]);
        children.Select(child => After(child, "--seeds")).Distinct().Single().ShouldStartWith("127.0.0.1:1,127.0.0.1:2,");
        children.Select(child => After(child, "--cluster-ca")).Distinct().ShouldBe(["ca.pem"]);
    }

    [Fact]
    public void Who_may_use_the_API_is_the_coordinators_to_know_and_nobody_elses()
    {
        var children = (Plan(2, 0) with { Door = ["--token-file", "secret", "--tls-cert", "a", "--tls-key", "b"] }).Children(Ports, []);
        After(children[0], "--token-file").ShouldBe("secret");
        After(children[0], "--tls-key").ShouldBe("b");
        children.Skip(1).ShouldAllBe(child => !child.Arguments.Contains("--token-file"));
    }

    [Fact]
    public void Ports_that_are_found_differ() => LoopbackPorts.Find(20).Distinct().Count().ShouldBe(20);

    private static string After(ChildSpec child, string option) => child.Arguments[child.Arguments.ToList().IndexOf(option) + 1];

    private static IReadOnlyList<int> Ports => [.. Enumerable.Range(1, 65)];

    private static UpPlan Plan(int hosts, int nodes) => new(hosts, nodes, "c", null, null, "127.0.0.1:1", "data", []);
}
