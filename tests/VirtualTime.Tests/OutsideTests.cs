using FsCheck;
using FsCheck.Fluent;
using NumaProbe.VirtualTime.Tests.Support;

namespace NumaProbe.VirtualTime.Tests;

/// <summary>What comes from outside takes effect at the same place in the order, whether it was known long before or told at the last moment.</summary>
public sealed class OutsideTests
{
    [Fact]
    public void It_comes_before_everything_else_of_its_time_in_the_order_of_its_numbers()
    {
        var (partition, log) = Logging(id: 0, maxWaiting: 100);
        partition.Accept(Message(50, origin: 0, sequence: 0, "own"));
        partition.Accept(Message(50, origin: 1, sequence: 0, "of another"));
        Await(partition, log, 50, 7);
        Await(partition, log, 50, 3);

        Drain(partition);

        log.ShouldBe(["50 outside 3", "50 outside 7", "50 own", "50 of another"]);
    }

    [Fact]
    public void It_takes_no_number_of_the_partition_and_no_room_of_its_messages()
    {
        var pipe = new Pipe(1);
        var partition = new Partition(0, pipe, maxWaiting: 1, hosts: TestHosts.Instance);
        var log = new List<string>();
        var id = partition.Register(0, 0, new TestActor((_, message, _) => log.Add((string)message)));

        Await(partition, log, 50, 0);
        Await(partition, log, 60, 1);
        partition.Send(id, "fits", ReplyTo.None, 1);
        var full = Record.Exception(() => partition.Send(id, "one too many", ReplyTo.None, 2)) is BoundReachedException;
        Drain(partition);
        partition.Send(id, "fits again", ReplyTo.None, 1);

        (full, partition.Waiting, log.Count).ShouldBe((true, 1, 3));
    }

    [Fact]
    public void It_lies_ahead()
    {
        var (partition, log) = Logging(id: 0, maxWaiting: 10);
        partition.Accept(Message(50, origin: 1, sequence: 0, "first"));
        partition.Step();

        Should.Throw<InvariantViolationException>(() => partition.ResumeFromOutside(null!, 50, 0)).Name.ShouldBe("outside-events-lie-ahead");
        Should.NotThrow(() => Await(partition, log, 51, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => partition.FromOutside(52, -1));
    }

    [Fact]
    public void It_makes_no_difference_when_it_was_told() => Prop.ForAll(Programs(), p => Run(p, known: true).SequenceEqual(Run(p, known: false))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_world_run_until_a_time_leaves_what_is_of_that_time_and_later()
    {
        var world = TestWorld.Create(3);
        var log = new List<string>();
        for (var partition = 0; partition < 3; partition++)
        {
            var place = partition;
            world.Add(partition, 0, (self, message, _) =>
            {
                log.Add($"{self.Now} {place} {message}");
                self.Tell(new ActorId((ushort)((place + 1) % 3), 0, 0), message);
            });
        }

        world.Partitions[1].Send(new ActorId(1, 0, 0), "a", ReplyTo.None, 0);
        world.Partitions[2].Send(new ActorId(2, 0, 0), "b", ReplyTo.None, 150);
        foreach (var until in new[] { 0L, 1, 100, 101, 300 })
        {
            world.RunUntil(until, report: null, CancellationToken.None);
            log.Add($"until {until}");
        }

        log.ShouldBe(["until 0", "0 1 a", "until 1", "until 100", "100 2 a", "until 101", "150 2 b", "200 0 a", "250 0 b", "until 300"]);
    }

    [Fact]
    public void A_world_run_in_pieces_does_what_it_does_at_once() => Prop.ForAll(Programs(), p => Run(p, known: true, pieces: 1).SequenceEqual(Run(p, known: true, pieces: 13))).QuickCheckThrowOnFailure();

    private static List<string> Run((int Hops, int[] Outside) program, bool known, int pieces = 1)
    {
        var world = TestWorld.Create(3);
        var log = new List<string>();
        for (var partition = 0; partition < 3; partition++)
        {
            var place = partition;
            world.Add(partition, 0, (self, message, _) =>
            {
                log.Add($"{self.Now} {place} {message}");
                var hop = (int)message;
                if (hop > 0)
                {
                    self.Tell(self.Id, hop - 1, hop % 3);
                    self.Tell(new ActorId((ushort)((place + hop) % 3), 0, 0), hop / 2);
                }
            });
        }

        var home = world.Partitions[0];
        home.Send(new ActorId(0, 0, 0), program.Hops, ReplyTo.None, 0);
        var wakes = program.Outside.Select((time, number) => (Time: 1 + (time * 10), Number: number)).OrderBy(w => w.Time).ToList();
        foreach (var (time, number) in wakes)
        {
            if (!known)
            {
                world.RunUntil(time, report: null, CancellationToken.None);
            }

            Await(home, log, time, number, says: number % 3);
        }

        for (var until = 0; until < pieces; until++)
        {
            world.RunUntil(1 + (until * 7), report: null, CancellationToken.None);
        }

        world.Run(report: null, CancellationToken.None);
        return log;
    }

    /// <summary>A flow that waits for the outside, and then says something to the first actor if it is to.</summary>
    private static void Await(Partition partition, List<string> log, long timeNs, long number, int? says = null)
    {
        Wait().StartAsRoot(new TestActor((_, _, _) => { }));

        async Flow Wait()
        {
            await partition.FromOutside(timeNs, number);
            log.Add($"{partition.NowNs} outside {number}");
            if (says is { } message)
            {
                partition.Send(new ActorId(0, 0, 0), message, ReplyTo.None, 0);
            }
        }
    }

    private static (Partition Partition, List<string> Log) Logging(int id, int maxWaiting)
    {
        var partition = new Partition(id, new Pipe(1), maxWaiting, hosts: TestHosts.Instance);
        var log = new List<string>();
        partition.Register(0, 0, new TestActor((self, message, _) => log.Add($"{self.Now} {message}")));
        return (partition, log);
    }

    private static void Drain(Partition partition)
    {
        while (partition.NextTimeNs != long.MaxValue)
        {
            partition.Step();
        }
    }

    private static Envelope Message(long timeNs, ushort origin, long sequence, string text) =>
        new(timeNs, origin, sequence, new ActorId(0, 0, 0), text, ReplyTo.None, IsReply: false);

    private static Arbitrary<(int Hops, int[] Outside)> Programs() =>
        (from hops in Gen.Choose(0, 7)
         from count in Gen.Choose(1, 6)
         from outside in Gen.ArrayOf(Gen.Choose(0, 60), count)
         select (hops, outside)).ToArbitrary();
}
