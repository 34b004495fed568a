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
        var children = Plan(hosts, scenarioNodes).Children("broker.uri");
        children.Count.ShouldBe(hosts + 1);
        children.Skip(1).SelectMany(child => NodeSet.Parse(child.Arguments[2])!).Order()
            .ShouldBe(Enumerable.Range(0, Math.Max(UpPlan.LeastNodes, scenarioNodes)));
    }

    [Fact]
    public void Only_the_coordinator_is_vital() =>
        Plan(2, 0).Children("broker.uri").Where(child => child.IsVital).Select(child => child.Name).ShouldBe(["coordinator"]);

    private static UpPlan Plan(int hosts, int nodes) => new(hosts, nodes, "c", null, null, "127.0.0.1:1", "data", null);
}
