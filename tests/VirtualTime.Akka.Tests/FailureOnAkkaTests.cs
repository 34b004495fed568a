using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;
using NumaProbe.VirtualTime.Tests;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>
/// A failure ends the run with the same words on both actor hosts, through Akka's own supervision. The tests of the bare loop are part of
/// this project too and say the rest.
/// </summary>
public sealed class FailureOnAkkaTests : WorldKit
{
    private static readonly Dictionary<string, Action<TestActor, object>> Failures = new(StringComparer.Ordinal)
    {
        ["throws"] = (_, _) => throw new NotSupportedException("on purpose"),
        ["throws later"] = (self, message) => Later(self, message, () => throw new NotSupportedException("on purpose")),
        ["throws in a flow"] = (self, _) => self.Run(Broken(self)),
        ["throws in a continued flow"] = (self, _) => self.Run(Continued(self)),
        ["refuses"] = (self, message) => throw self.Refuse(message),
        ["breaks an invariant"] = (self, _) => Invariant.Require(self.Now < 0, "time-is-negative", self.Now),
        ["reaches a bound"] = (self, message) => Later(self, message, () =>
        {
            for (var i = 0; i <= TestWorld.Limits.MaxWaiting; i++)
            {
                self.Tell(self.Id, "more", 1);
            }
        }),
        ["goes on for ever"] = (self, message) => self.Tell(self.Id, message, 1),
        ["tells nobody"] = (self, message) => self.Tell(new ActorId(0, 5, 7), message, 3),
        ["is cancelled"] = (_, _) => throw new OperationCanceledException("on purpose"),
    };

    public static TheoryData<string> Names => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_failure_has_the_same_words_on_both_actor_hosts(string name)
    {
        var onAkka = Ended(World, Failures[name]);
        var onBareLoop = Ended(new EmbeddedWorld([[0]], TestWorld.Limits, BareHosts.Instance), Failures[name]);

        onAkka.ShouldBe(onBareLoop);
        onAkka.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_exception_is_the_one_that_was_thrown_with_where_it_was_thrown()
    {
        var thrown = new NotSupportedException("on purpose");
        var first = World.Add(0, 3, (_, _, _) => throw thrown);

        var failure = Should.Throw<ActorFailureException>(() => World.RunFrom(first, "go"));

        failure.InnerException.ShouldBeSameAs(thrown);
        thrown.StackTrace!.ShouldContain(nameof(The_exception_is_the_one_that_was_thrown_with_where_it_was_thrown));
    }

    [Fact]
    public void A_failure_on_what_a_stock_actor_said_names_the_path()
    {
        var emulated = World.Add(0, 3, (self, message, _) => throw self.Refuse(message));
        Host.RefOf(emulated).Tell("hello");

        Should.Throw<ActorFailureException>(RunToEnd).Message
            .ShouldBe("/user/world/test-3 failed on String at 0 ns: TestActor 0/0/3 does not accept String");
    }

    [Fact]
    public void An_emulated_actor_that_somebody_stopped_ends_the_run_with_its_next_message()
    {
        var emulated = World.Add(0, 3, (_, _, _) => { });
        Host.System.Stop(Host.RefOf(emulated));

        Should.Throw<ActorFailureException>(() => World.RunFrom(emulated, "go")).InnerException
            .ShouldBeOfType<InvariantViolationException>().Name.ShouldBe("a-turn-is-taken");
    }

    [Fact]
    public void The_root_of_the_emulated_actors_accepts_no_message()
    {
        Host.System.ActorSelection("/user/world").Tell("hello");

        Should.Throw<ActorFailureException>(RunToEnd).Message.ShouldContain("does not accept String");
    }

    private static string Ended(EmbeddedWorld world, Action<TestActor, object> receive)
    {
        var first = world.Add(0, 3, (self, message, _) => receive(self, message));
        try
        {
            world.RunFrom(first, "go");
            return "";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message} after {world.Handled} events at {world.NowNs}";
        }
    }

    private static void Later(TestActor self, object message, Action action)
    {
        if (message is "go")
        {
            self.Tell(self.Id, "later", 8);
        }
        else if (message is "later")
        {
            action();
        }
    }

    private static async Flow Continued(TestActor self)
    {
        await self.After(5);
        await Broken(self);
    }

    private static async Flow Broken(TestActor self)
    {
        await self.After(8);
        throw new NotSupportedException("on purpose");
    }
}
