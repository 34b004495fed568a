using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Engine.Tests;
using NumaProbe.Shared.Events;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Protocol;

/// <summary>Trace events of all partitions come out once, in trace order, and never too early.</summary>
public sealed class TraceMergerTests
{
    [Fact]
    public void Everything_comes_out_once_and_in_order_however_it_is_cut() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var streams = Enumerable.Range(0, random.Next(1, 5)).Select(partition => Stream(partition, random)).ToArray();
            var all = streams.SelectMany(stream => stream).OrderBy(e => e.TimeNs).ThenBy(e => e.Partition).ThenBy(e => e.Sequence).ToList();
            var merger = new TraceMerger(streams.Length);
            var sink = new TraceList();
            for (var before = 0L; before < 120; before += random.Next(1, 30))
            {
                for (var partition = 0; partition < streams.Length; partition++)
                {
                    // what is later than the bound may come early, what is before it must be there
                    var count = streams[partition].Count(e => e.TimeNs < before) + random.Next(3);
                    merger.Add(partition, streams[partition][..Math.Min(count, streams[partition].Count)]);
                    streams[partition] = streams[partition][Math.Min(count, streams[partition].Count)..];
                }

                merger.Release(before, sink);
                if (sink.Events.Exists(e => e.TimeNs >= before))
                {
                    return false;
                }
            }

            merger.Release(long.MaxValue, sink);
            return sink.Events.SequenceEqual(all) && merger.Waiting == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_event_earlier_than_what_was_given_out_is_a_bug()
    {
        var merger = new TraceMerger(2);
        merger.Add(0, [Event(0, 0, 50)]);
        merger.Release(long.MaxValue, new TraceList());

        Should.Throw<InvariantViolationException>(() => merger.Add(1, [Event(1, 0, 49)])).Message.ShouldContain("trace-is-not-released-early");
    }

    private static List<TraceEvent> Stream(int partition, Random random)
    {
        var time = 0L;
        return [.. Enumerable.Range(0, random.Next(20)).Select(sequence => Event(partition, sequence, time += random.Next(3) == 0 ? random.Next(20) : 0)).Where(e => e.TimeNs < 100)];
    }

    private static TraceEvent Event(int partition, long sequence, long timeNs) => new(timeNs, partition, sequence, TraceKind.Matched, -1, -1, -1, -1);
}
