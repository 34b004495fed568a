using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>Akka's timers and scheduler run on the partition's clock.</summary>
public sealed class TimerTests : WorldKit
{
    [Fact]
    public void A_single_timer_fires_once_at_its_time()
    {
        Timed(self => self.Timers.StartSingleTimer("key", "tick", Ns(700)));

        RunToEnd();

        Notes.ShouldBe([(700, "tick")]);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_cancelled_and_not_once_more()
    {
        var ticks = 0;
        Stock("timed", () => new StockActor((self, message) =>
        {
            Note((string)message);
            if (++ticks == 3)
            {
                self.Timers.Cancel("key");
            }
        })
        {
            Starts = self => self.Timers.StartPeriodicTimer("key", "tick", Ns(1_000)),
        });

        RunToEnd();

        Notes.ShouldBe([(1_000, "tick"), (2_000, "tick"), (3_000, "tick")]);
    }

    [Fact]
    public void A_timer_that_is_started_anew_under_its_key_replaces_the_earlier_one()
    {
        Timed(self =>
        {
            self.Timers.StartSingleTimer("key", "first", Ns(500));
            self.Timers.StartSingleTimer("key", "second", Ns(800));
        });

        RunToEnd();

        Notes.ShouldBe([(800, "second")]);
    }

    [Fact]
    public void A_timer_that_fired_and_was_replaced_in_the_same_instant_is_not_received()
    {
        var timed = Timed(self => self.Timers.StartSingleTimer("key", "first", Ns(500)));
        Host.System.Scheduler.ScheduleTellOnce(Ns(500), timed, (Action<StockActor>)(self => self.Timers.StartSingleTimer("key", "second", Ns(100))), ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(500, "first"), (600, "second")]);
    }

    [Fact]
    public void Timers_of_the_same_time_fire_in_the_order_they_were_started()
    {
        Timed(self =>
        {
            for (var i = 0; i < 20; i++)
            {
                self.Timers.StartSingleTimer(i, $"tick {i}", Ns(300));
            }
        });

        RunToEnd();

        Notes.ShouldBe(Enumerable.Range(0, 20).Select(i => (300L, $"tick {i}")));
    }

    [Fact]
    public void Timers_of_an_actor_that_stopped_never_fire()
    {
        var timed = Timed(self => self.Timers.StartPeriodicTimer("key", "tick", Ns(1_000)));
        Host.System.Scheduler.ScheduleTellOnce(Ns(2_500), timed, PoisonPill.Instance, ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(1_000, "tick"), (2_000, "tick")]);
    }

    [Fact]
    public void An_hour_of_virtual_time_needs_no_real_time()
    {
        Host.System.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "later", ActorRefs.NoSender);

        Home.NextTimeNs.ShouldBe(3_600_000_000_000);
    }

    [Fact]
    public void The_clock_that_Akka_shows_is_the_partitions()
    {
        DateTimeOffset? seen = null;
        Host.System.Scheduler.Advanced.ScheduleOnce(Ns(12_300), () => seen = Host.System.Scheduler.Now);

        RunToEnd();

        seen.ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(123));
        Host.System.Scheduler.MonotonicClock.ShouldBe(TimeSpan.FromTicks(123));
    }

    [Fact]
    public void An_action_of_the_scheduler_that_throws_ends_the_run()
    {
        Host.System.Scheduler.Advanced.ScheduleOnce(Ns(400), () => throw new NotSupportedException("on purpose"));

        var failure = Should.Throw<ActorFailureException>(RunToEnd);

        (failure.ActorName, failure.TimeNs).ShouldBe(("the scheduler", 400));
        failure.InnerException.ShouldBeOfType<NotSupportedException>();
    }

    private IActorRef Timed(Action<StockActor> starts) => Stock("timed", () => new StockActor((self, message) =>
    {
        if (message is Action<StockActor> action)
        {
            action(self);
            return;
        }

        Note((string)message);
    })
    {
        Starts = starts,
    });
}
