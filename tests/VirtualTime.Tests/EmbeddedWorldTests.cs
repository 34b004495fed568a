using FsCheck;
using FsCheck.Fluent;

namespace NumaProbe.VirtualTime.Tests;

/// <summary>Partitions in one event loop: time, latency, order and bounds.</summary>
public sealed class EmbeddedWorldTests
{
    [Fact]
    public void A_message_within_a_partition_takes_no_time_and_one_to_another_takes_the_latency()
    {
        var world = TestWorld.Create(2);
        var times = new List<long>();
        var far = world.Add(1, 0, (self, _, _) => times.Add(self.Now));
        var near = world.Add(0, 1, (self, _, _) => times.Add(self.Now));
        var first = world.Add(0, 0, (self, message, _) =>
        {
            self.Tell(far, message);
            self.Tell(near, message);
        });

        world.RunFrom(first, "go");

        times.ShouldBe([0, TestWorld.LatencyNs]);
        world.NowNs.ShouldBe(TestWorld.LatencyNs);
    }

    [Fact]
    public void Messages_of_the_same_time_are_ordered_by_partition_and_then_by_number()
    {
        var world = TestWorld.Create(3);
        var order = new List<object>();
        var sink = world.Add(0, 0, (_, message, _) => order.Add(message));
        var two = world.Add(2, 0, (self, _, _) =>
        {
            self.Tell(sink, "2a");
            self.Tell(sink, "2b");
        });
        var one = world.Add(1, 0, (self, _, _) => self.Tell(sink, "1a"));
        world.Partitions[2].Send(two, "go", ReplyTo.None, 0);
        world.Partitions[1].Send(one, "go", ReplyTo.None, 0);

        world.Run(report: null, CancellationToken.None);

        order.ShouldBe(["1a", "2a", "2b"]);
    }

    [Fact]
    public void Two_runs_of_a_world_handle_the_same_events_in_the_same_order() =>
        Prop.ForAll<ulong>(ArbMap.Default.ArbFor<ulong>(), seed => Chatter(seed).SequenceEqual(Chatter(seed))).QuickCheckThrowOnFailure();

    [Fact]
    public void Virtual_time_never_goes_back_whatever_is_sent() =>
        Prop.ForAll<ulong>(ArbMap.Default.ArbFor<ulong>(), seed =>
        {
            var log = Chatter(seed);
            return log.Count > 20 && log.Zip(log.Skip(1)).All(pair => pair.First.TimeNs <= pair.Second.TimeNs);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_world_without_end_is_ended_by_its_bounds()
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, message, _) => self.Tell(self.Id, message, delayNs: 1));

        var reached = Should.Throw<BoundReachedException>(() => world.RunFrom(first, "again"));

        reached.Bound.ShouldBe("events");
        world.Handled.ShouldBe(TestWorld.Limits.MaxEvents);
    }

    [Fact]
    public void A_partition_flooded_with_messages_is_ended_by_its_bound()
    {
        var world = TestWorld.Create(1, TestWorld.Limits with { MaxWaiting = 10 });
        var first = world.Add(0, 0, (self, message, _) =>
        {
            self.Tell(self.Id, message, delayNs: 1);
            self.Tell(self.Id, message, delayNs: 1);
        });

        Should.Throw<BoundReachedException>(() => world.RunFrom(first, "twice")).Limit.ShouldBe(10);
    }

    [Fact]
    public void A_message_that_an_actor_does_not_accept_ends_the_run_with_its_name()
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, message, _) => throw self.Refuse(message));

        var failure = Should.Throw<ActorFailureException>(() => world.RunFrom(first, "what"));

        failure.Message.ShouldContain("does not accept String");
        failure.TimeNs.ShouldBe(0);
    }

    // Six actors in three partitions send each other messages with delays drawn from the seed, for 30 hops.
    private static List<(long TimeNs, ActorId Actor, int Hop)> Chatter(ulong seed)
    {
        var state = seed | 1;
        var world = TestWorld.Create(3);
        var log = new List<(long, ActorId, int)>();
        var actors = new ActorId[6];
        for (var i = 0; i < actors.Length; i++)
        {
            actors[i] = world.Add(i % 3, i, (self, message, _) =>
            {
                var hop = (int)message;
                log.Add((self.Now, self.Id, hop));
                for (var copies = hop < 30 ? 1 + (int)(Draw() % 8 == 0 ? 1u : 0u) : 0; copies > 0; copies--)
                {
                    self.Tell(actors[Draw() % 6], hop + 1, (long)(Draw() % 4) * 50);
                }
            });
        }

        world.RunFrom(actors[0], 0);
        return log;

        ulong Draw()
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return state >> 33;
        }
    }
}
