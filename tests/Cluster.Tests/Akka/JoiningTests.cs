using Akka.Actor;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Cluster.Tests.Akka;

/// <summary>In which order a host asks its seeds.</summary>
public sealed class JoiningTests
{
    private static readonly Address[] Seeds = [.. Enumerable.Range(1, 3).Select(port => new Address("akka.tcp", "numaprobe", "localhost", port))];

    [Theory]
    [InlineData(0, new[] { 1 })]
    [InlineData(1, new[] { 1, 2, 3 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(3, new[] { 1, 2, 3 })]
    public void The_first_seed_is_asked_alone_and_then_all_of_them_in_turn(int turn, int[] ports) =>
        Joining.Turn(Seeds, turn).Select(seed => seed.Port ?? 0).ShouldBe(ports);
}
