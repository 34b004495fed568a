using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Cluster.Protocol;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Protocol;

/// <summary>Partitions in windows do what they do in one world, in whatever order the windows are given out and messages arrive.</summary>
public sealed class PartitionRunnerTests
{
    private static readonly long[][] Two = [[0, 10], [10, 0]];

    [Fact]
    public void Windows_in_any_order_give_the_trace_of_the_embedded_world() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (seed, order) =>
        {
            var world = new ChatWorld(seed);
            return world.InWindows(order, rebuilds: false).SequenceEqual(world.Embedded());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_partition_that_is_rebuilt_from_what_it_was_given_goes_on_as_if_nothing_had_been() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (seed, order) =>
        {
            var world = new ChatWorld(seed);
            return world.InWindows(order, rebuilds: true).SequenceEqual(world.Embedded());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_window_ends_at_its_bound_and_after_so_many_events()
    {
        var runner = Ticking(everyNs: 1, ticks: WindowBounds.MaxEvents + 5);

        runner.Run(3, []).Handled.ShouldBe(3);
        runner.Run(long.MaxValue, []).Handled.ShouldBe(3 + WindowBounds.MaxEvents);
        runner.Run(long.MaxValue, []).NextNs.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_message_of_its_own_tightens_the_bound_to_its_earliest_answer()
    {
        var runner = new PartitionRunner(0, Two, new Lookahead(Two), 100, static _ => 1);
        runner.Partition.Register(0, 0, new Speaker());
        runner.Partition.Send(new ActorId(0, 0, 0), "speak", ReplyTo.None, 0);
        runner.Partition.Send(new ActorId(0, 0, 0), "listen", ReplyTo.None, 19);
        runner.Partition.Send(new ActorId(0, 0, 0), "listen", ReplyTo.None, 20);

        var window = runner.Run(1_000, []);

        window.Envelopes.Single().TimeNs.ShouldBe(10);
        window.NowNs.ShouldBe(19);
        window.NextNs.ShouldBe(20);
    }

    [Fact]
    public void What_an_actor_throws_is_a_failure_that_names_it_and_the_partition_does_nothing_more()
    {
        var runner = new PartitionRunner(0, Two, new Lookahead(Two), 100, static _ => 1);
        runner.Partition.Register(0, 0, new Speaker());
        runner.Partition.Send(new ActorId(0, 0, 0), 5, ReplyTo.None, 0);
        runner.Partition.Send(new ActorId(0, 0, 0), "listen", ReplyTo.None, 0);

        runner.Run(100, []).Failure.ShouldNotBeNull().ShouldContain("0/0/0");
        var after = runner.Run(100, []);

        after.NextNs.ShouldBe(long.MaxValue);
        after.Handled.ShouldBe(1);
    }

    [Fact]
    public void A_message_that_comes_too_late_is_a_failure_and_never_handled()
    {
        var runner = Ticking(everyNs: 5, ticks: 3);
        runner.Run(100, []);

        runner.Run(200, [new Envelope(3, 1, 0, new ActorId(0, 0, 0), "late", ReplyTo.None, false)]).Failure.ShouldNotBeNull().ShouldContain("message-arrives-in-time");
    }

    private static PartitionRunner Ticking(int everyNs, int ticks)
    {
        var runner = new PartitionRunner(0, Two, new Lookahead(Two), ticks + 1, static _ => 1);
        runner.Partition.Register(0, 0, new Speaker());
        for (var i = 0; i < ticks; i++)
        {
            runner.Partition.Send(new ActorId(0, 0, 0), "listen", ReplyTo.None, (long)i * everyNs);
        }

        return runner;
    }

    private sealed class Speaker : Actor
    {
        protected override void Receive(object message, ReplyTo replyTo)
        {
            switch (message)
            {
                case "speak":
                    Send(new ActorId(1, 0, 0), "hello");
                    break;
                case string:
                    break;
                default:
                    throw Unknown(message);
            }
        }
    }
}
