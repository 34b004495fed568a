using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>Supervision among stock actors is Akka's own, in virtual time; what ends the run ends it whatever a supervisor decides.</summary>
public sealed class SupervisionTests : WorldKit
{
    [Fact]
    public void A_child_that_fails_is_restarted_and_goes_on_with_the_next_message()
    {
        var child = Family(Directive.Restart);

        child.Tell("fail");
        child.Tell("next");
        RunToEnd();

        Notes.Select(entry => entry.What).ShouldBe(["1 starts", "1 receives fail", "1 restarts: on purpose", "1 stops", "2 starts", "2 receives next"]);
    }

    [Fact]
    public void A_child_may_resume_with_its_state()
    {
        var child = Family(Directive.Resume);

        child.Tell("fail");
        child.Tell("next");
        RunToEnd();

        Notes.Select(entry => entry.What).ShouldBe(["1 starts", "1 receives fail", "1 receives next"]);
    }

    [Fact]
    public void A_child_that_is_stopped_receives_nothing_more()
    {
        var child = Family(Directive.Stop);

        child.Tell("fail");
        child.Tell("next");
        RunToEnd();

        Notes.Select(entry => entry.What).ShouldBe(["1 starts", "1 receives fail", "1 stops"]);
    }

    [Fact]
    public void A_restarted_actor_has_lost_its_timers()
    {
        var child = Family(Directive.Restart);

        child.Tell("time");
        child.Tell("fail");
        RunToEnd();

        Notes.Select(entry => entry.What).ShouldNotContain("2 receives tick");
    }

    [Fact]
    public void A_bound_that_a_stock_actor_reaches_ends_the_run_though_its_supervisor_would_go_on()
    {
        var flooder = Stock("flooder", () => new StockActor((self, _) =>
        {
            for (var i = 0; i <= VirtualTime.Tests.TestWorld.Limits.MaxWaiting; i++)
            {
                self.Me.Tell("more");
            }
        }));
        flooder.Tell("go");

        Should.Throw<BoundReachedException>(RunToEnd).Bound.ShouldBe("waiting messages in partition 0");
    }

    [Fact]
    public void Messages_that_wait_for_a_suspended_actor_are_bounded_by_what_a_mailbox_holds()
    {
        var messages = new TurnMessages(Host);
        for (var i = 0; i < TurnMessages.MaxHeld; i++)
        {
            messages.Enqueue(TestActor, default);
        }

        Should.Throw<BoundReachedException>(() => messages.EnqueueFirst(default)).Limit.ShouldBe(TurnMessages.MaxHeld);
        messages.Count.ShouldBe(TurnMessages.MaxHeld);
    }

    private IActorRef Family(Directive directive)
    {
        IActorRef child = ActorRefs.Nobody;
        var instances = 0;
        Stock("parent", () => new StockActor((_, _) => { })
        {
            Decides = _ => directive,
            Starts = self => child = self.Cell.ActorOf(Props.CreateBy(new Made(() => Child(++instances))), "child"),
        });
        return child;
    }

    private StockActor Child(int instance) => new((self, message) =>
    {
        Note($"{instance} receives {message}");
        switch (message)
        {
            case "fail":
                throw new NotSupportedException("on purpose");
            case "time":
                self.Timers.StartPeriodicTimer("key", "tick", Ns(100));
                break;
        }
    })
    {
        Starts = _ => Note($"{instance} starts"),
        Restarts = (_, reason) => Note($"{instance} restarts: {reason.Message}"),
        Stops = _ => Note($"{instance} stops"),
    };
}
