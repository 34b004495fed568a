namespace NumaProbe.VirtualTime.Tests.Flows;

/// <summary>Flows are awaited once and signals raised once; what waits in great number is reused and never mixed up.</summary>
public sealed class FlowUseTests
{
    [Fact]
    public void A_delay_of_nothing_continues_at_once_and_a_negative_one_is_an_error()
    {
        var order = new List<string>();
        var failure = Should.Throw<ActorFailureException>(() => Run(self => self.Run(Wait(self))));

        order.ShouldBe(["before", "still the same turn"]);
        failure.InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();

        async Flow Wait(TestActor self)
        {
            self.Run(Other());
            await self.After(0);
            order.Add("still the same turn");
            await self.After(-1);
        }

        async Flow Other()
        {
            order.Add("before");
            await Flow.Completed;
        }
    }

    [Fact]
    public void A_flow_that_two_others_await_is_an_error()
    {
        var failure = Should.Throw<ActorFailureException>(() => Run(self =>
        {
            var shared = Slow(self);
            self.Run(Await(shared));
            self.Run(Await(shared));
        }));

        failure.InnerException.ShouldBeOfType<InvariantViolationException>().Name.ShouldBe("flow-is-awaited-once");

        static async Flow Await(Flow flow) => await flow;

        static async Flow Slow(TestActor self) => await self.After(5);
    }

    [Fact]
    public void A_signal_raised_twice_is_an_error()
    {
        var failure = Should.Throw<ActorFailureException>(() => Run(self =>
        {
            var signal = new Signal(self.Home);
            signal.Raise();
            signal.Raise();
        }));

        failure.InnerException.ShouldBeOfType<InvariantViolationException>().Name.ShouldBe("signal-is-raised-once");
    }

    [Fact]
    public void A_signal_that_is_raised_already_does_not_hold_a_flow_up()
    {
        var order = new List<string>();
        Run(self =>
        {
            var signal = new Signal(self.Home);
            signal.Raise();
            self.Run(Wait(signal));
            order.Add("next");
        });

        order.ShouldBe(["no wait", "next"]);

        async Flow Wait(Signal signal)
        {
            await signal;
            order.Add("no wait");
        }
    }

    [Fact]
    public void Flows_nest_deeply_and_give_their_results_to_the_flow_that_awaits_them()
    {
        var sum = 0;
        Run(self => self.Run(Root(self)));

        sum.ShouldBe(Enumerable.Range(1, 200).Sum());

        async Flow Root(TestActor self) => sum = await Deep(self, 200);

        static async Flow<int> Deep(TestActor self, int level)
        {
            if (level == 0)
            {
                return 0;
            }

            var below = await Deep(self, level - 1);
            await self.After(1);
            return level + below;
        }
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    public void More_flows_than_a_thread_keeps_boxes_for_end_like_few(int flows)
    {
        var ended = new List<int>();

        // the second round runs on the boxes of the first
        for (var round = 0; round < 2; round++)
        {
            ended.Clear();
            Run(self =>
            {
                for (var i = 0; i < flows; i++)
                {
                    self.Run(Wait(self, i));
                }
            });
            ended.ShouldBe(Enumerable.Range(0, flows).Reverse());
        }

        async Flow Wait(TestActor self, int number)
        {
            await self.After(flows - number);
            ended.Add(await Result(self, number));
        }

        static async Flow<int> Result(TestActor self, int number)
        {
            await self.After(1_000_000);
            return number;
        }
    }

    [Fact]
    public void Awaitables_of_the_emulated_world_refuse_to_be_continued_from_outside()
    {
        var world = TestWorld.Create(1);
        var partition = world.Partitions[0];

        Should.Throw<NotSupportedException>(() => partition.Delay(5).GetAwaiter().OnCompleted(Nothing)).Message.ShouldContain("virtual time");
        Should.Throw<NotSupportedException>(() => partition.Ask<string>(new ActorId(0, 0, 0), "?").GetAwaiter().UnsafeOnCompleted(Nothing)).Message.ShouldContain("answer");
        Should.Throw<NotSupportedException>(() => new Signal(partition).GetAwaiter().OnCompleted(Nothing)).Message.ShouldContain("signal");
        Should.Throw<NotSupportedException>(() => Flow.Completed.GetAwaiter().OnCompleted(Nothing)).Message.ShouldContain("flow");

        static void Nothing()
        {
        }
    }

    private static void Run(Action<TestActor> receive)
    {
        var world = TestWorld.Create(1);
        world.RunFrom(world.Add(0, 0, (self, _, _) => receive(self)), "go");
    }
}
