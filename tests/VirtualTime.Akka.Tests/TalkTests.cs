using global::Akka.Actor;
using global::Akka.Actor.Internal;
using NumaProbe.VirtualTime.Akka.Tests.Support;
using NumaProbe.VirtualTime.Tests;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>Emulated actors and stock actors of one partition talk, and share one order.</summary>
public sealed class TalkTests : WorldKit
{
    [Fact]
    public void A_stock_actor_tells_an_emulated_one_by_its_reference()
    {
        var emulated = World.Add(0, 4, (_, message, replyTo) => Note($"{message}, asked {replyTo.IsAsked}"));
        var stock = Stock("stock", () => new StockActor((_, message) => Host.RefOf(emulated).Tell(message)));

        stock.Tell("hello");
        RunToEnd();

        Notes.ShouldBe([(0, "hello, asked False")]);
    }

    [Fact]
    public void A_stock_actor_sees_which_emulated_actor_told_it_something_and_can_answer_it()
    {
        var stock = Stock("stock", () => new StockActor((self, message) => self.From.Tell($"{message} from {self.From.Path.Name}")));
        var emulated = World.Add(0, 4, (_, message, _) =>
        {
            Note((string)message);
            if (message is "go")
            {
                stock.Tell("hello");
            }
        });

        World.RunFrom(emulated, "go");

        Notes.ShouldBe([(0, "go"), (0, "hello from test-4")]);
    }

    [Fact]
    public void A_flow_that_a_stock_actor_caused_goes_on_in_its_own_actor()
    {
        var emulated = World.Add(0, 4, (self, _, _) => self.Run(Wait(self)));
        Host.RefOf(emulated).Tell("go");

        RunToEnd();

        Notes.ShouldBe([(0, "waits"), (70, "goes on in test-4")]);

        async Flow Wait(TestActor self)
        {
            Note("waits");
            await self.After(70);
            Note($"goes on in {ActorCell.GetCurrentSelfOrNoSender()!.Path.Name}");
        }
    }

    [Fact]
    public void Every_turn_of_an_emulated_actor_is_a_turn_of_its_Akka_actor()
    {
        var echo = World.Add(0, 1, (self, message, replyTo) =>
        {
            Note($"{message} in {ActorCell.GetCurrentSelfOrNoSender()!.Path}, from {InternalCurrentActorCellKeeper.Current!.Sender!.Path}");
            self.Answer(replyTo, "answer");
        });
        var asker = World.Add(0, 2, (self, _, _) => self.Run(Ask(self)));

        World.RunFrom(asker, "go");

        Notes.ShouldBe([
            (0, "question in akka://partition-0/user/world/test-1, from akka://partition-0/asker/0-1-0"),
            (0, "answer in akka://partition-0/user/world/test-2"),
        ]);

        async Flow Ask(TestActor self)
        {
            var answer = await self.AskFor<string>(echo, "question");
            Note($"{answer} in {ActorCell.GetCurrentSelfOrNoSender()!.Path}");
        }
    }

    [Fact]
    public void What_emulated_and_stock_actors_say_in_one_instant_is_received_in_the_order_it_was_said()
    {
        var emulated = World.Add(0, 1, (_, message, _) => Note($"emulated {message}"));
        var stock = Stock("stock", () => new StockActor((_, message) => Note($"stock {message}")));
        var speaker = World.Add(0, 2, (self, _, _) =>
        {
            for (var i = 0; i < 3; i++)
            {
                stock.Tell(i);
                self.Tell(emulated, i);
            }
        });

        World.RunFrom(speaker, "go");

        Notes.Select(entry => entry.What).ShouldBe(["stock 0", "emulated 0", "stock 1", "emulated 1", "stock 2", "emulated 2"]);
    }

    [Fact]
    public void Actors_of_both_kinds_can_be_created_in_a_turn()
    {
        var first = World.Add(0, 1, (self, message, _) =>
        {
            var created = self.Home.Register(0, 2, new TestActor((_, m, _) => Note($"emulated {m}")));
            var stock = Host.ActorOf(Props.CreateBy(new Made(() => new StockActor((_, m) => Note($"stock {m}")))), "created");
            self.Tell(created, message);
            stock.Tell(message);
        });

        World.RunFrom(first, "go");

        Notes.Select(entry => entry.What).Order(StringComparer.Ordinal).ShouldBe(["emulated go", "stock go"]);
    }

    [Fact]
    public void A_probe_of_the_test_kit_talks_with_an_emulated_actor()
    {
        var probe = CreateTestProbe();
        var emulated = World.Add(0, 1, (_, message, _) => InternalCurrentActorCellKeeper.Current!.Sender.Tell($"{message} back"));

        probe.Send(Host.RefOf(emulated), "there");
        probe.HasMessages.ShouldBeFalse();
        RunToEnd();

        probe.ExpectMsg("there back").ShouldNotBeNull();
    }
}
