namespace NumaProbe.VirtualTime.Tests.Flows;

/// <summary>Flows wait in virtual time, in their actor's turn, and for nothing of the real world.</summary>
public sealed class FlowTests
{
    [Fact]
    public void A_flow_continues_when_its_delay_of_virtual_time_is_over()
    {
        var times = new List<long>();
        Run((self, _, _) => self.Run(Wait(self)));

        times.ShouldBe([0, 30, 42]);

        async Flow Wait(TestActor self)
        {
            times.Add(self.Now);
            await self.After(30);
            times.Add(self.Now);
            await self.After(12);
            times.Add(self.Now);
        }
    }

    [Fact]
    public void An_answer_from_another_partition_takes_the_latency_twice()
    {
        var world = TestWorld.Create(2);
        var echo = world.Add(1, 0, (self, message, replyTo) => self.Answer(replyTo, message + "!"));
        var got = "";
        var first = world.Add(0, 0, (self, _, _) => self.Run(Ask(self)));

        world.RunFrom(first, "go");

        got.ShouldBe("hello! at 200");

        async Flow Ask(TestActor self)
        {
            var answer = await self.AskFor<string>(echo, "hello");
            got = $"{answer} at {self.Now}";
        }
    }

    [Fact]
    public void Other_messages_are_handled_while_a_flow_waits()
    {
        var order = new List<string>();
        Run((self, message, _) =>
        {
            if (message is "go")
            {
                self.Tell(self.Id, "between", 5);
                self.Run(Wait(self));
            }
            else
            {
                order.Add((string)message);
            }
        });

        order.ShouldBe(["before", "between", "after"]);

        async Flow Wait(TestActor self)
        {
            order.Add("before");
            await self.After(10);
            order.Add("after");
        }
    }

    [Fact]
    public void A_flow_that_awaits_a_flow_gets_its_result()
    {
        var sum = 0L;
        Run((self, _, _) => self.Run(Outer(self)));

        sum.ShouldBe(3 + 7);

        async Flow Outer(TestActor self) => sum = await Inner(self, 3) + await Inner(self, 7);

        static async Flow<long> Inner(TestActor self, long ns)
        {
            var before = self.Now;
            await self.After(ns);
            return self.Now - before;
        }
    }

    [Fact]
    public void A_raised_signal_continues_its_waiters_in_the_order_they_began_to_wait()
    {
        var order = new List<string>();
        Run((self, _, _) =>
        {
            var signal = new Signal(self.Home);
            self.Run(Wait(signal, "first"));
            self.Run(Wait(signal, "second"));
            self.Run(Raise(self, signal));
        });

        order.ShouldBe(["raised", "first", "second", "late"]);

        async Flow Wait(Signal signal, string name)
        {
            await signal;
            order.Add(name);
        }

        async Flow Raise(TestActor self, Signal signal)
        {
            await self.After(10);
            order.Add("raised");
            signal.Raise();
            await self.After(1);
            await Wait(signal, "late");
        }
    }

    [Fact]
    public void A_real_task_cannot_be_awaited_in_a_flow()
    {
        var never = new TaskCompletionSource();

        var failure = Should.Throw<ActorFailureException>(() => Run((self, _, _) => self.Run(Await(never.Task))));

        failure.Message.ShouldContain("cannot be awaited inside the emulated world");
        failure.ActorName.ShouldContain(nameof(TestActor));

        static async Flow Await(Task task) => await task;
    }

    [Fact]
    public void An_exception_in_a_flow_ends_the_run_as_one_of_its_actor()
    {
        var failure = Should.Throw<ActorFailureException>(() => Run((self, _, _) => self.Run(Fail(self))));

        failure.TimeNs.ShouldBe(8);
        failure.InnerException.ShouldBeOfType<NotSupportedException>();

        static async Flow Fail(TestActor self)
        {
            await self.After(8);
            throw new NotSupportedException("on purpose");
        }
    }

    private static void Run(Action<TestActor, object, ReplyTo> receive)
    {
        var world = TestWorld.Create(1);
        world.RunFrom(world.Add(0, 0, receive), "go");
    }
}
