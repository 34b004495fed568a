using NumaProbe.VirtualTime.Akka.Tests.Support;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>The stash: what was put by comes before whatever is still to come.</summary>
public sealed class StashTests : WorldKit
{
    [Fact]
    public void Stashed_messages_come_back_in_their_order_before_later_ones()
    {
        var isOpen = false;
        var stasher = Stock("stasher", () => new StockActor((self, message) =>
        {
            if (message is "open")
            {
                isOpen = true;
                self.Stash.UnstashAll();
            }
            else if (!isOpen)
            {
                self.Stash.Stash();
                return;
            }

            Note((string)message);
        }));
        foreach (var message in new[] { "a", "b", "open", "c", "d" })
        {
            stasher.Tell(message, TestActor);
        }

        RunToEnd();

        Notes.Select(entry => entry.What).ShouldBe(["open", "a", "b", "c", "d"]);
    }
}
