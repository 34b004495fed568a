using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Protocol;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Protocol;

/// <summary>How soon one partition can be felt in another.</summary>
public sealed class LookaheadTests
{
    [Fact]
    public void The_distance_is_the_shortest_way_through_any_partitions() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var latencies = Latencies(new Random(seed));
            var lookahead = new Lookahead(latencies);
            return Enumerable.Range(0, latencies.Length).All(from => ShortestFrom(latencies, from).Index().All(to => to.Item == lookahead.Distance(from, to.Index)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bound_is_the_earliest_that_another_partition_can_be_felt()
    {
        var lookahead = new Lookahead([[0, 5, 50], [5, 0, 5], [50, 5, 0]]);

        lookahead.Distance(0, 2).ShouldBe(10);
        lookahead.BoundOf(2, [100, 200, 0]).ShouldBe(110);
        lookahead.BoundOf(0, [0, long.MaxValue, long.MaxValue]).ShouldBe(long.MaxValue);
    }

    [Fact]
    public void The_partition_with_the_earliest_floor_can_always_run() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var latencies = Latencies(random);
            var floors = latencies.Select(_ => random.NextInt64(1_000)).ToArray();
            var least = Array.IndexOf(floors, floors.Min());
            return new Lookahead(latencies).BoundOf(least, floors) > floors[least];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_latency_of_nothing_is_a_bug() =>
        Should.Throw<InvariantViolationException>(() => new Lookahead([[0, 0], [1, 0]])).Message.ShouldContain("latency-lets-partitions-run");

    [Fact]
    public void Beyond_all_time_is_never() => Lookahead.After(long.MaxValue - 1, 5).ShouldBe(long.MaxValue);

    private static long[][] Latencies(Random random)
    {
        var count = random.Next(2, 8);
        return [.. Enumerable.Range(0, count).Select(from => Enumerable.Range(0, count).Select(to => from == to ? 0L : random.Next(1, 100)).ToArray())];
    }

    private static long[] ShortestFrom(long[][] latencies, int from)
    {
        var best = latencies.Select(_ => long.MaxValue / 2).ToArray();
        best[from] = 0;
        for (var round = 0; round < latencies.Length; round++)
        {
            for (var a = 0; a < latencies.Length; a++)
            {
                for (var b = 0; b < latencies.Length; b++)
                {
                    best[b] = Math.Min(best[b], best[a] + (a == b ? 0 : latencies[a][b]));
                }
            }
        }

        return best;
    }
}
