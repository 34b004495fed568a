using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>ReceiveTimeout in virtual time.</summary>
public sealed class ReceiveTimeoutTests : WorldKit
{
    [Fact]
    public void An_actor_that_nobody_tells_anything_times_out_again_and_again()
    {
        var timeouts = 0;
        Waiting(self =>
        {
            if (++timeouts == 3)
            {
                self.Cell.SetReceiveTimeout(null);
            }
        });

        RunToEnd();

        Notes.ShouldBe([(1_000, "timeout"), (2_000, "timeout"), (3_000, "timeout")]);
    }

    [Fact]
    public void A_message_puts_the_timeout_off()
    {
        var waiting = Waiting(self => self.Cell.SetReceiveTimeout(null));
        Host.System.Scheduler.ScheduleTellOnce(Ns(900), waiting, "hello", ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(900, "hello"), (1_900, "timeout")]);
    }

    [Fact]
    public void A_message_that_says_so_leaves_the_timeout_alone()
    {
        var waiting = Waiting(self => self.Cell.SetReceiveTimeout(null));
        Host.System.Scheduler.ScheduleTellOnce(Ns(900), waiting, new Unnoticed(), ActorRefs.NoSender);

        RunToEnd();

        Notes.ShouldBe([(900, "unnoticed"), (1_000, "timeout")]);
    }

    private IActorRef Waiting(Action<StockActor> onTimeout) => Stock("waiting", () => new StockActor((self, message) =>
    {
        if (message is ReceiveTimeout)
        {
            Note("timeout");
            onTimeout(self);
            return;
        }

        Note(message.ToString()!);
    })
    {
        Starts = self => self.Cell.SetReceiveTimeout(Ns(1_000)),
    });

    private sealed class Unnoticed : INotInfluenceReceiveTimeout
    {
        public override string ToString() => "unnoticed";
    }
}
