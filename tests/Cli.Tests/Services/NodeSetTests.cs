using NumaProbe.Cli.Services;
using NumaProbe.Cluster.Hosts;

namespace NumaProbe.Cli.Tests.Services;

/// <summary>Lists of nodes as people type them.</summary>
public sealed class NodeSetTests
{
    [Theory]
    [InlineData("2", new[] { 2 })]
    [InlineData("0-3", new[] { 0, 1, 2, 3 })]
    [InlineData("0,4", new[] { 0, 4 })]
    [InlineData("5,0-1,9-9", new[] { 0, 1, 5, 9 })]
    public void A_list_is_understood(string text, int[] nodes) => NodeSet.Parse(text).ShouldBe(nodes);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("1,1")]
    [InlineData("0-2,2")]
    [InlineData("1,")]
    [InlineData("0-99999999")]
    [InlineData("99999999999")]
    public void What_is_no_list_is_refused(string text) => NodeSet.Parse(text).ShouldBeNull();

    [Fact]
    public void A_list_has_at_most_as_many_nodes_as_a_process_may_hold()
    {
        NodeSet.Parse($"0-{NodeHostCore.MaxNodes - 1}")!.Count.ShouldBe(NodeHostCore.MaxNodes);
        NodeSet.Parse($"0-{NodeHostCore.MaxNodes}").ShouldBeNull();
        NodeSet.Parse($"0-{NodeHostCore.MaxNodes - 1},{NodeHostCore.MaxNodes}").ShouldBeNull();
    }

    [Fact]
    public void The_text_of_a_list_is_understood_again() => NodeSet.Parse(NodeSet.Text([1, 5, 9])).ShouldBe([1, 5, 9]);
}
