using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Protocol;

/// <summary>
/// How soon anything that happens in one partition can be felt in another: the shortest way over the latencies, through any partitions
/// between. From it follows how far a partition may run without hearing of the others. Immutable.
/// </summary>
public sealed class Lookahead
{
    private readonly long[][] _distances;

    /// <summary>Computes the shortest ways.</summary>
    /// <param name="latencies">Nanoseconds from partition (row) to partition (column); positive off the diagonal.</param>
    public Lookahead(long[][] latencies)
    {
        ArgumentNullException.ThrowIfNull(latencies);
        _distances = [.. latencies.Select(row => row.ToArray())];
        Close();
    }

    /// <summary>Number of partitions.</summary>
    public int Count => _distances.Length;

    /// <summary>Shortest time from one partition to another, nanoseconds.</summary>
    /// <param name="from">Where something happens.</param>
    /// <param name="to">Where it is felt.</param>
    public long Distance(int from, int to) => _distances[from][to];

    /// <summary>A time later, or <see cref="long.MaxValue"/> when that is beyond all time.</summary>
    /// <param name="timeNs">Virtual time, or <see cref="long.MaxValue"/> for never.</param>
    /// <param name="durationNs">Nanoseconds, not negative.</param>
    public static long After(long timeNs, long durationNs) => timeNs > long.MaxValue - durationNs ? long.MaxValue : timeNs + durationNs;

    /// <summary>Before which time nothing unknown can arrive at a partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="floors">For each partition a time before which nothing will happen in it.</param>
    /// <returns>Virtual time, nanoseconds: events before it may be handled.</returns>
    public long BoundOf(int partition, ReadOnlySpan<long> floors)
    {
        var bound = long.MaxValue;
        for (var from = 0; from < floors.Length; from++)
        {
            if (from != partition)
            {
                bound = Math.Min(bound, After(floors[from], _distances[from][partition]));
            }
        }

        return bound;
    }

    private void Close()
    {
        for (var via = 0; via < Count; via++)
        {
            for (var from = 0; from < Count; from++)
            {
                for (var to = 0; to < Count; to++)
                {
                    Invariant.Require(from == to || _distances[from][to] > 0, "latency-lets-partitions-run", _distances[from][to]);
                    var around = After(_distances[from][via], _distances[via][to]);
                    if (from != to && via != from && via != to && around < _distances[from][to])
                    {
                        _distances[from][to] = around;
                    }
                }
            }
        }
    }
}
