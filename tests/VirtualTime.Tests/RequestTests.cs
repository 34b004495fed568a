namespace NumaProbe.VirtualTime.Tests;

/// <summary>Requests and their answers: one each, to the one who asked, whoever answers.</summary>
public sealed class RequestTests
{
    [Fact]
    public void An_answer_given_twice_is_an_error()
    {
        var failure = Ask((self, replyTo) =>
        {
            self.Answer(replyTo, "one");
            self.Answer(replyTo, "two");
        });

        Invariant(failure).ShouldBe("request-is-answered-once");
    }

    [Fact]
    public void A_second_answer_is_an_error_even_when_the_slot_serves_another_request_by_then()
    {
        var world = TestWorld.Create(1);
        var twice = world.Add(0, 1, (self, message, replyTo) =>
        {
            self.Answer(replyTo, "early");
            if (message is "first")
            {
                self.Run(AnswerLater(self, replyTo));
            }
        });
        var first = world.Add(0, 0, (self, _, _) => self.Run(AskTwice(self)));

        var failure = Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"));

        (Invariant(failure), failure.TimeNs).ShouldBe(("request-is-answered-once", 50));

        async Flow AskTwice(TestActor self)
        {
            await self.AskFor<string>(twice, "first");
            await self.After(40);
            await self.AskFor<string>(twice, "second");
            await self.After(40);
        }

        static async Flow AnswerLater(TestActor self, ReplyTo replyTo)
        {
            await self.After(50);
            self.Answer(replyTo, "late");
        }
    }

    [Fact]
    public void A_message_that_was_no_request_cannot_be_answered()
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, _, replyTo) => self.Answer(replyTo, "to whom"));

        Invariant(Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"))).ShouldBe("reply-answers-a-request");
    }

    [Fact]
    public void An_answer_of_another_type_than_expected_is_an_error_that_names_both() =>
        Ask((self, replyTo) => self.Answer(replyTo, new List<int>()))!.Message.ShouldContain("expected an answer String, got List`1");

    [Fact]
    public void A_request_may_be_handed_on_and_answered_by_another()
    {
        var world = TestWorld.Create(3);
        var answers = new List<string>();
        var back = world.Add(2, 0, (self, message, replyTo) => self.Answer(replyTo, $"{message} from {self.Id}"));
        var front = world.Add(1, 0, (self, message, replyTo) => self.Home.Send(back, message, replyTo, 0));
        var first = world.Add(0, 0, (self, _, _) => self.Run(Ask(self)));

        world.RunFrom(first, "go");

        answers.ShouldBe([$"hello from 2/0/0 at {3 * TestWorld.LatencyNs}"]);

        async Flow Ask(TestActor self) => answers.Add($"{await self.AskFor<string>(front, "hello")} at {self.Now}");
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(200)]
    public void Many_requests_wait_at_once_and_each_gets_its_own_answer(int requests)
    {
        var world = TestWorld.Create(2);
        var open = new Stack<(ReplyTo ReplyTo, object Message)>();
        var answers = new Dictionary<int, string>();

        // answers come in the reverse order of the questions
        var last = world.Add(1, 0, (self, message, replyTo) =>
        {
            open.Push((replyTo, message));
            while (open.Count > 0 && (int)message == requests - 1)
            {
                var (to, question) = open.Pop();
                self.Answer(to, $"answer {question}");
            }
        });
        var first = world.Add(0, 0, (self, _, _) =>
        {
            for (var i = 0; i < requests; i++)
            {
                self.Run(Ask(self, i));
            }
        });

        world.RunFrom(first, "go");

        answers.ShouldBe(Enumerable.Range(0, requests).Reverse().ToDictionary(i => i, i => $"answer {i}"), ignoreOrder: true);

        async Flow Ask(TestActor self, int number) => answers[number] = await self.AskFor<string>(last, number);
    }

    [Fact]
    public void Requests_one_after_another_reuse_a_slot_and_never_mix_their_answers()
    {
        var world = TestWorld.Create(1);
        var sum = 0;
        var echo = world.Add(0, 1, (self, message, replyTo) => self.Answer(replyTo, message.ToString()!));
        var first = world.Add(0, 0, (self, _, _) => self.Run(Ask(self)));

        world.RunFrom(first, "go");

        sum.ShouldBe(5050);

        async Flow Ask(TestActor self)
        {
            for (var i = 1; i <= 100; i++)
            {
                sum += int.Parse(await self.AskFor<string>(echo, i), System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    private static ActorFailureException? Ask(Action<TestActor, ReplyTo> answer)
    {
        var world = TestWorld.Create(1);
        var other = world.Add(0, 1, (self, _, replyTo) => answer(self, replyTo));
        var first = world.Add(0, 0, (self, _, _) => self.Run(AskOther(self)));
        return Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"));

        async Flow AskOther(TestActor self) => await self.AskFor<string>(other, "question");
    }

    private static string? Invariant(ActorFailureException? failure) => (failure?.InnerException as InvariantViolationException)?.Name;
}
