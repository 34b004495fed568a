using FsCheck;
using FsCheck.Fluent;
using NumaProbe.VirtualTime.Tests.Support;

namespace NumaProbe.VirtualTime.Tests;

/// <summary>The order of events is a property of the events, never of when a transport brings them.</summary>
public sealed class DeliveryOrderTests
{
    private const int MaxWaiting = 1000;

    [Fact]
    public void Messages_are_handled_by_time_then_origin_then_sequence_however_they_are_delivered() =>
        Prop.ForAll(Deliveries(), messages =>
        {
            var handled = Handle(messages);
            return handled.SequenceEqual(messages.Select(Key).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_that_arrives_at_the_present_is_taken_before_what_a_later_partition_says_then() =>
        Handle([Message(10, origin: 2, sequence: 0), Message(10, origin: 1, sequence: 7), Message(10, origin: 1, sequence: 3)])
            .ShouldBe([(10L, 1, 3L), (10L, 1, 7L), (10L, 2, 0L)]);

    [Fact]
    public void What_an_actor_says_to_its_own_partition_keeps_its_place_among_what_others_say_at_that_time()
    {
        var partition = new Partition(1, new Pipe(1), MaxWaiting, hosts: TestHosts.Instance);
        var order = new List<object>();
        var actor = new TestActor((self, message, _) =>
        {
            order.Add(message);
            if (message is "first")
            {
                self.Tell(self.Id, "own");
            }
        });
        var id = partition.Register(0, 0, actor);
        partition.Accept(new Envelope(5, 0, 0, id, "first", ReplyTo.None, IsReply: false));
        partition.Accept(new Envelope(5, 2, 0, id, "from two", ReplyTo.None, IsReply: false));
        partition.Accept(new Envelope(5, 0, 1, id, "from zero", ReplyTo.None, IsReply: false));

        Drain(partition);

        order.ShouldBe(["first", "from zero", "own", "from two"]);
    }

    [Fact]
    public void A_message_for_the_past_is_a_bug_of_the_interconnect()
    {
        var partition = new Partition(0, new Pipe(1), MaxWaiting, hosts: TestHosts.Instance);
        var id = partition.Register(0, 0, new TestActor((_, _, _) => { }));
        partition.Accept(new Envelope(20, 1, 0, id, "late", ReplyTo.None, IsReply: false));
        partition.Step();

        Should.Throw<InvariantViolationException>(() => partition.Accept(new Envelope(19, 1, 1, id, "too late", ReplyTo.None, IsReply: false)))
            .Name.ShouldBe("message-arrives-in-time");
        Should.NotThrow(() => partition.Accept(new Envelope(20, 1, 2, id, "just in time", ReplyTo.None, IsReply: false)));
    }

    [Fact]
    public void An_interconnect_without_latency_is_refused()
    {
        var partition = new Partition(0, new Pipe(0), MaxWaiting, hosts: TestHosts.Instance);

        Should.Throw<InvariantViolationException>(() => partition.Send(new ActorId(1, 0, 0), "at once", ReplyTo.None, 0))
            .Name.ShouldBe("latency-between-partitions-is-positive");
    }

    [Fact]
    public void A_message_to_another_partition_leaves_with_latency_delay_and_a_number_of_its_own()
    {
        var pipe = new Pipe(30);
        var partition = new Partition(3, pipe, MaxWaiting, hosts: TestHosts.Instance);
        var target = new ActorId(1, 2, 5);
        partition.Send(target, "a", ReplyTo.None, 0);
        partition.Send(target, "b", ReplyTo.None, 12);
        partition.Reply(new ReplyTo(1, 4, 0), "c");

        pipe.Posted.ShouldBe(
        [
            new Envelope(30, 3, 0, target, "a", ReplyTo.None, IsReply: false),
            new Envelope(42, 3, 1, target, "b", ReplyTo.None, IsReply: false),
            new Envelope(30, 3, 2, default, "c", new ReplyTo(1, 4, 0), IsReply: true),
        ]);
    }

    private static List<(long TimeNs, int Origin, long Sequence)> Handle(IEnumerable<Envelope> messages)
    {
        var handled = new List<(long, int, long)>();
        var partition = new Partition(0, new Pipe(1), MaxWaiting, hosts: TestHosts.Instance);
        partition.Register(0, 0, new TestActor((self, message, _) =>
        {
            var (origin, sequence) = ((int, long))message;
            handled.Add((self.Now, origin, sequence));
        }));
        foreach (var message in messages)
        {
            partition.Accept(message);
        }

        Drain(partition);
        return handled;
    }

    private static void Drain(Partition partition)
    {
        while (partition.NextTimeNs != long.MaxValue)
        {
            partition.Step();
        }
    }

    private static (long TimeNs, int Origin, long Sequence) Key(Envelope message) => (message.TimeNs, message.Origin, message.Sequence);

    private static Envelope Message(long timeNs, ushort origin, long sequence) =>
        new(timeNs, origin, sequence, new ActorId(0, 0, 0), ((int)origin, sequence), ReplyTo.None, IsReply: false);

    // Messages of three other partitions at few different times, each numbered by its origin, in any order of delivery.
    private static Arbitrary<Envelope[]> Deliveries() =>
        (from drawn in Gen.NonEmptyListOf(Gen.Zip(Gen.Choose(0, 4), Gen.Choose(1, 3)))
         let messages = drawn.Index().Select(m => Message(m.Item.Item1, (ushort)m.Item.Item2, m.Index)).ToArray()
         from shuffled in Gen.Shuffle(messages)
         select shuffled).ToArbitrary();
}
