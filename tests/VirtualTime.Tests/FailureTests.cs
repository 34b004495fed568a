namespace NumaProbe.VirtualTime.Tests;

/// <summary>A bug in an actor ends the run and says who failed, on what and when.</summary>
public sealed class FailureTests
{
    private const long WorkNs = 8;

    private sealed record Order(string Text);

    [Fact]
    public void An_exception_in_a_message_handler_names_actor_message_and_time()
    {
        var failure = Fail((self, message) =>
        {
            if (message is Order)
            {
                throw new NotSupportedException("on purpose");
            }

            self.Tell(self.Id, new Order("do"), WorkNs);
        });

        failure.ActorName.ShouldContain("0/0/3");
        (failure.MessageName, failure.TimeNs).ShouldBe((nameof(Order), WorkNs));
        failure.InnerException.ShouldBeOfType<NotSupportedException>();
        failure.Message.ShouldContain("on purpose");
    }

    [Fact]
    public void An_exception_before_the_first_await_of_a_flow_is_one_of_the_message_that_started_it()
    {
        var failure = Fail((self, message) =>
        {
            if (message is Order)
            {
                self.Run(Now());
                return;
            }

            self.Tell(self.Id, new Order("do"), WorkNs);
        });

        failure.ActorName.ShouldBe("TestActor 0/0/3");
        (failure.MessageName, failure.TimeNs).ShouldBe((nameof(Order), WorkNs));
        failure.InnerException.ShouldBeOfType<NotSupportedException>();

#pragma warning disable CS1998 // throws before it could await
        static async Flow Now() => throw new NotSupportedException("on purpose");
#pragma warning restore CS1998
    }

    [Fact]
    public void An_exception_after_a_delay_names_the_actor_and_the_flow_that_went_on()
    {
        var failure = Fail((self, _) => self.Run(Later(self)));

        failure.ActorName.ShouldBe("TestActor 0/0/3");
        failure.MessageName.ShouldContain(nameof(Later));
        failure.TimeNs.ShouldBe(WorkNs);

        static async Flow Later(TestActor self)
        {
            await self.After(WorkNs);
            throw new NotSupportedException("on purpose");
        }
    }

    [Fact]
    public void An_exception_after_an_answer_names_the_actor_that_asked_and_the_answer()
    {
        var world = TestWorld.Create(2);
        var echo = world.Add(1, 0, (self, message, replyTo) => self.Answer(replyTo, message));
        var first = world.Add(0, 3, (self, _, _) => self.Run(Ask(self)));

        var failure = Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"));

        failure.ActorName.ShouldBe("TestActor 0/0/3");
        (failure.MessageName, failure.TimeNs).ShouldBe((nameof(Order), 2 * TestWorld.LatencyNs));

        async Flow Ask(TestActor self)
        {
            await self.AskFor<Order>(echo, new Order("answer"));
            throw new NotSupportedException("on purpose");
        }
    }

    [Fact]
    public void An_exception_in_an_inner_flow_reaches_the_flow_that_awaits_it_and_can_be_handled_there()
    {
        var handled = "";
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, _, _) => self.Run(Outer(self)));

        world.RunFrom(first, "go");

        handled.ShouldBe("inner at 8");

        async Flow Outer(TestActor self)
        {
            try
            {
                await Middle(self);
            }
            catch (NotSupportedException e)
            {
                handled = $"{e.Message} at {self.Now}";
            }
        }

        static async Flow<int> Middle(TestActor self) => await Inner(self) + 1;

        static async Flow<int> Inner(TestActor self)
        {
            await self.After(WorkNs);
            throw new NotSupportedException("inner");
        }
    }

    [Fact]
    public void A_message_to_an_address_that_nobody_has_ends_the_run()
    {
        var failure = Fail((self, message) => self.Tell(new ActorId(0, 5, 7), message, WorkNs));

        failure.Message.ShouldContain("no actor has the address 0/5/7");
        failure.TimeNs.ShouldBe(WorkNs);
    }

    [Fact]
    public void A_broken_invariant_ends_the_run_as_a_bug_of_the_actor()
    {
        var failure = Fail((self, _) => Invariant.Require(self.Now < 0, "time-is-negative", self.Now));

        failure.InnerException.ShouldBeOfType<InvariantViolationException>().Name.ShouldBe("time-is-negative");
        failure.Message.ShouldContain("(0)");
    }

    [Fact]
    public void Nothing_is_handled_after_a_failure()
    {
        var handled = new List<object>();
        var failure = Fail((self, message) =>
        {
            handled.Add(message);
            self.Tell(self.Id, "after", 1);
            self.Run(Broken(self));
        });

        failure.TimeNs.ShouldBe(0);
        handled.ShouldBe(["go"]);

#pragma warning disable CS1998 // throws before it could await
        static async Flow Broken(TestActor self) => throw new NotSupportedException(self.Id.ToString());
#pragma warning restore CS1998
    }

    private static ActorFailureException Fail(Action<TestActor, object> receive)
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 3, (self, message, _) => receive(self, message));
        return Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"));
    }
}
