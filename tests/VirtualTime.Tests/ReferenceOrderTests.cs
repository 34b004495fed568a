using FsCheck;
using FsCheck.Fluent;

namespace NumaProbe.VirtualTime.Tests;

/// <summary>The event loop, which batches, against one that searches for the next event each time.</summary>
public sealed class ReferenceOrderTests
{
    private const int Partitions = 4;
    private const int ActorsEach = 3;
    private const int MostHops = 12;

    /// <summary>What an actor does with a message depends on nothing but the two and the program.</summary>
    private sealed record Program(ulong Seed, int Widest, int LongestDelay, int LongestLatency)
    {
        internal long Latency(int from, int to) => from == to ? 0 : 1 + (long)(Draw(from, to, 99) % (ulong)LongestLatency);

        internal IEnumerable<(int Target, long DelayNs)> Sends(int actor, int hop)
        {
            var copies = hop >= MostHops ? 0 : (int)(Draw(actor, hop, 0) % (ulong)(Widest + 1));
            for (var i = 1; i <= copies; i++)
            {
                yield return ((int)(Draw(actor, hop, i) % (Partitions * ActorsEach)), (long)(Draw(actor, hop, i + 50) % (ulong)(LongestDelay + 1)));
            }
        }

        private ulong Draw(int a, int b, int c)
        {
            var z = Seed + ((ulong)(uint)a * 0x9E3779B97F4A7C15UL) + ((ulong)(uint)b * 0xBF58476D1CE4E5B9UL) + ((ulong)(uint)c * 0x94D049BB133111EBUL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    [Fact]
    public void The_embedded_world_handles_random_programs_in_the_order_of_a_naive_loop() =>
        Prop.ForAll(Programs(), program => Embedded(program).SequenceEqual(Naive(program))).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_programs_make_work_for_many_partitions_at_the_same_time()
    {
        var log = Naive(new Program(7, Widest: 3, LongestDelay: 1, LongestLatency: 2));

        log.Count.ShouldBeGreaterThan(100);
        log.GroupBy(entry => entry.TimeNs).Max(at => at.Select(entry => entry.Actor % Partitions).Distinct().Count()).ShouldBe(Partitions);
    }

    private static List<(long TimeNs, int Actor, int Hop)> Embedded(Program program)
    {
        var log = new List<(long, int, int)>();
        var latencies = Enumerable.Range(0, Partitions)
            .Select(from => Enumerable.Range(0, Partitions).Select(to => program.Latency(from, to)).ToArray()).ToArray();
        var world = new EmbeddedWorld(latencies, TestWorld.Limits, TestHosts.Instance);
        for (var actor = 0; actor < Partitions * ActorsEach; actor++)
        {
            var self = actor;
            world.Partitions[Place(actor).Partition].Register(0, Place(actor).Index, new TestActor((act, message, _) =>
            {
                log.Add((act.Now, self, (int)message));
                foreach (var (target, delayNs) in program.Sends(self, (int)message))
                {
                    act.Tell(Place(target), (int)message + 1, delayNs);
                }
            }));
        }

        for (var partition = 0; partition < Partitions; partition++)
        {
            world.Partitions[partition].Send(Place(partition), 0, ReplyTo.None, 0);
        }

        world.Run(report: null, CancellationToken.None);
        return log;
    }

    private static List<(long TimeNs, int Actor, int Hop)> Naive(Program program)
    {
        var log = new List<(long, int, int)>();
        var sent = new long[Partitions];
        var pending = new List<(long TimeNs, int Partition, int Origin, long Sequence, int Actor, int Hop)>();
        for (var partition = 0; partition < Partitions; partition++)
        {
            pending.Add((0, partition, partition, sent[partition]++, partition, 0));
        }

        while (pending.Count > 0)
        {
            var next = pending.Min();
            pending.Remove(next);
            log.Add((next.TimeNs, next.Actor, next.Hop));
            foreach (var (target, delayNs) in program.Sends(next.Actor, next.Hop))
            {
                var to = Place(target).Partition;
                var arrival = next.TimeNs + delayNs + program.Latency(next.Partition, to);
                pending.Add((arrival, to, next.Partition, sent[next.Partition]++, target, next.Hop + 1));
            }
        }

        return log;
    }

    private static ActorId Place(int actor) => new((ushort)(actor % Partitions), 0, actor / Partitions);

    private static Arbitrary<Program> Programs() =>
        (from seed in ArbMap.Default.ArbFor<ulong>().Generator
         from widest in Gen.Choose(1, 3)
         from delay in Gen.Choose(0, 5)
         from latency in Gen.Choose(1, 4)
         select new Program(seed, widest, delay, latency)).ToArbitrary();
}
