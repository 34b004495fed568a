using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>DeathWatch in virtual time: the notice is an event like any other.</summary>
public sealed class DeathWatchTests : WorldKit
{
    [Fact]
    public void Who_watches_an_actor_is_told_of_its_end_when_it_ends()
    {
        var watched = Stock("watched", () => new StockActor((_, _) => { }));
        Watcher("watcher", watched);
        Host.System.Scheduler.ScheduleTellOnce(Ns(500), watched, PoisonPill.Instance, ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(500, "watcher: watched is gone")]);
    }

    [Fact]
    public void Who_watches_an_actor_that_ended_already_is_told_too()
    {
        var watched = Stock("watched", () => new StockActor((_, _) => { }));
        Host.System.Stop(watched);
        RunToEnd();

        Watcher("watcher", watched);
        RunToEnd();

        Notes.ShouldBe([(0, "watcher: watched is gone")]);
    }

    [Fact]
    public void A_probe_of_the_test_kit_sees_the_end_of_an_actor()
    {
        var watched = Stock("watched", () => new StockActor((self, _) => self.Cell.Stop(self.Me)));
        var probe = CreateTestProbe();
        probe.Watch(watched);

        watched.Tell("stop");
        probe.HasMessages.ShouldBeFalse();
        RunToEnd();

        probe.ExpectTerminated(watched);
    }

    [Fact]
    public void The_end_of_a_parent_is_the_end_of_its_children_first()
    {
        IActorRef child = ActorRefs.Nobody;
        var parent = Stock("parent", () => new StockActor((_, _) => { })
        {
            Starts = self => child = self.Cell.ActorOf(Props.CreateBy(new Made(() => new StockActor((_, _) => { }) { Stops = _ => Note("child stops") })), "child"),
            Stops = _ => Note("parent stops"),
        });
        RunToEnd();
        Watcher("watcher", child, parent);
        Host.System.Scheduler.ScheduleTellOnce(Ns(700), parent, PoisonPill.Instance, ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(700, "child stops"), (700, "parent stops"), (700, "watcher: child is gone"), (700, "watcher: parent is gone")]);
    }

    [Fact]
    public void An_actor_that_does_not_handle_the_end_of_one_it_watches_ends_itself()
    {
        var watched = Stock("watched", () => new StockActor((_, _) => { }));
        var heir = Stock("heir", () => new StockActor((self, message) => self.Unhandle(message))
        {
            Starts = self => self.Cell.Watch(watched),
            Stops = _ => Note("heir stops"),
        });
        Watcher("watcher", heir);
        Host.System.Scheduler.ScheduleTellOnce(Ns(300), watched, PoisonPill.Instance, ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(300, "heir stops"), (300, "watcher: heir is gone")]);
    }

    private void Watcher(string name, params IActorRef[] watched) => Stock(name, () => new StockActor((_, message) =>
        Note($"{name}: {((Terminated)message).ActorRef.Path.Name} is gone"))
    {
        Starts = self =>
        {
            foreach (var actor in watched)
            {
                self.Cell.Watch(actor);
            }
        },
    });
}
