using NumaProbe.Cluster.Protocol;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Protocol;

/// <summary>The same chat in one embedded world, and in windows that a hub gives out in any order.</summary>
internal sealed class ChatWorld
{
    private const int MaxWaiting = 1_000_000;

    private readonly int _seed;
    private readonly int _count;
    private readonly long[][] _latencies;

    internal ChatWorld(int seed)
    {
        var random = new Random(seed);
        _seed = seed;
        _count = random.Next(2, 6);
        var longest = random.Next(2) == 0 ? 3 : 50;
        _latencies = [.. Enumerable.Range(0, _count).Select(from =>
            Enumerable.Range(0, _count).Select(to => from == to ? 0L : random.Next(1, longest)).ToArray())];
    }

    internal List<TraceEvent> Embedded()
    {
        var trace = new List<TraceEvent>();
        var sink = new Sink(trace);
        var world = new EmbeddedWorld(_latencies, new WorldLimits(long.MaxValue, long.MaxValue, MaxWaiting));
        var random = new Random(_seed);
        foreach (var partition in world.Partitions)
        {
            Chatter.Populate(partition, _count, sink, 3, random);
        }

        world.Run(report: null, CancellationToken.None);
        return trace;
    }

    /// <summary>In windows; some runs rebuild a partition in between from everything it was given.</summary>
    internal List<TraceEvent> InWindows(int order, bool rebuilds)
    {
        var random = new Random(order);
        var lookahead = new Lookahead(_latencies);
        var fresh = new Random(_seed);
        var runners = new PartitionRunner[_count];
        for (var id = 0; id < _count; id++)
        {
            runners[id] = Create(id, lookahead);
            Chatter.Populate(runners[id].Partition, _count, runners[id], 3, fresh);
        }

        var merger = new TraceMerger(_count);
        var shown = new Sink([]);
        var pending = Enumerable.Range(0, _count).Select(_ => new List<Envelope>()).ToArray();
        var given = Enumerable.Range(0, _count).Select(_ => new List<Envelope>()).ToArray();
        var floors = new long[_count];
        while (true)
        {
            for (var id = 0; id < _count; id++)
            {
                floors[id] = pending[id].Aggregate(runners[id].NextNs, static (least, e) => Math.Min(least, e.TimeNs));
            }

            merger.Release(floors.Min(), shown);
            var able = Enumerable.Range(0, _count).Where(id => floors[id] < lookahead.BoundOf(id, floors)).ToList();
            if (able.Count == 0)
            {
                merger.Release(long.MaxValue, shown);
                return shown.Events;
            }

            var chosen = able[random.Next(able.Count)];
            if (rebuilds && random.Next(4) == 0)
            {
                runners[chosen] = Rebuilt(chosen, runners[chosen], given[chosen], lookahead);
            }

            var arriving = pending[chosen].ToArray();
            random.Shuffle(arriving);
            pending[chosen].Clear();
            given[chosen].AddRange(arriving);
            var window = runners[chosen].Run(lookahead.BoundOf(chosen, floors), arriving);
            window.Failure.ShouldBeNull();
            merger.Add(chosen, window.Traces);
            foreach (var envelope in window.Envelopes)
            {
                pending[envelope.Target.Partition].Add(envelope);
            }
        }
    }

    private PartitionRunner Rebuilt(int id, PartitionRunner old, List<Envelope> given, Lookahead lookahead)
    {
        var runner = Create(id, lookahead);
        var random = new Random(_seed);
        for (var other = 0; other <= id; other++)
        {
            Chatter.Populate(other == id ? runner.Partition : Create(other, lookahead).Partition, _count, runner, 3, random);
        }

        var before = old.Run(0, []);
        var window = runner.Rebuild(given, before.Handled);
        window.Failure.ShouldBeNull();
        (window.NextNs, window.NowNs, window.Handled, window.Digest).ShouldBe((before.NextNs, before.NowNs, before.Handled, before.Digest));
        return runner;
    }

    private PartitionRunner Create(int id, Lookahead lookahead) => new(id, _latencies, lookahead, MaxWaiting, static _ => 1);

    private sealed class Sink(List<TraceEvent> events) : ITraceSink
    {
        internal List<TraceEvent> Events => events;

        public void Write(in TraceEvent traceEvent) => events.Add(traceEvent);
    }
}
