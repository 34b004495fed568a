namespace NumaProbe.VirtualTime.Tests;

/// <summary>Every bound of a world: reached exactly it holds nobody up, one more ends the run by name.</summary>
public sealed class BoundTests
{
    private static readonly WorldLimits Small = new(MaxEvents: 10, MaxVirtualNs: 1_000, MaxWaiting: 5);

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "events")]
    public void A_run_may_handle_as_many_events_as_the_bound_says(int events, string? bound) =>
        Ended(Small, (self, message) =>
        {
            if ((int)message < events)
            {
                self.Tell(self.Id, (int)message + 1, 1);
            }
        }).ShouldBe(bound);

    [Theory]
    [InlineData(1_000, null)]
    [InlineData(1_001, "ns of virtual time")]
    public void An_event_may_happen_at_the_last_nanosecond_and_not_after_it(long timeNs, string? bound) =>
        Ended(Small, (self, message) =>
        {
            if ((int)message == 1)
            {
                self.Tell(self.Id, 2, timeNs);
            }
        }).ShouldBe(bound);

    [Theory]
    [InlineData(5, 0, null)]
    [InlineData(6, 0, "waiting messages in partition 0")]
    [InlineData(5, 7, null)]
    [InlineData(6, 7, "waiting messages in partition 0")]
    public void A_partition_may_have_as_many_messages_waiting_as_the_bound_says(int messages, long delayNs, string? bound) =>
        Ended(Small, (self, message) =>
        {
            for (var i = 0; (int)message == 1 && i < messages; i++)
            {
                self.Tell(self.Id, 2, delayNs);
            }
        }).ShouldBe(bound);

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "waiting messages in partition 1")]
    public void Messages_from_another_partition_count_as_waiting_where_they_arrive(int messages, string? bound)
    {
        var world = TestWorld.Create(2, Small);
        var far = world.Add(1, 0, (_, _, _) => { });
        var first = world.Add(0, 0, (self, message, _) =>
        {
            for (var i = 0; i < messages; i++)
            {
                self.Tell(far, message);
            }
        });

        BoundOf(() => world.RunFrom(first, "go")).ShouldBe(bound);
    }

    [Fact]
    public void A_bound_reached_inside_a_flow_is_no_bug_of_the_actor()
    {
        var world = TestWorld.Create(1, Small);
        var first = world.Add(0, 0, (self, message, _) =>
        {
            if (message is "go")
            {
                self.Run(Flood(self));
            }
        });

        var reached = Should.Throw<BoundReachedException>(() => world.RunFrom(first, "go"));

        (reached.Limit, reached.TimeNs).ShouldBe((5, 3));
        world.NowNs.ShouldBe(3);

        static async NumaProbe.VirtualTime.Flow Flood(TestActor self)
        {
            await self.After(3);
            for (var i = 0; i < 6; i++)
            {
                self.Tell(self.Id, "more");
            }
        }
    }

    [Fact]
    public void A_partition_has_sixteen_tables_and_no_more()
    {
        var world = TestWorld.Create(1);

        world.Partitions[0].Register(Partition.MaxKinds - 1, 0, Silent()).Kind.ShouldBe((byte)15);
        Should.Throw<IndexOutOfRangeException>(() => world.Partitions[0].Register(Partition.MaxKinds, 0, Silent()));
    }

    [Fact]
    public void A_world_has_as_many_partitions_as_an_address_can_name()
    {
        var pipe = new Support.Pipe(1);

        new Partition(Partition.MaxPartitions - 1, pipe, 1, hosts: TestHosts.Instance).Id.ShouldBe((ushort)65_534);
        Should.Throw<ArgumentOutOfRangeException>(() => new Partition(Partition.MaxPartitions, pipe, 1, hosts: TestHosts.Instance));
        Should.Throw<ArgumentOutOfRangeException>(() => new Partition(-1, pipe, 1, hosts: TestHosts.Instance));
    }

    [Fact]
    public void An_address_is_given_once()
    {
        var world = TestWorld.Create(1);
        world.Partitions[0].Register(0, 40, Silent());

        Should.Throw<InvariantViolationException>(() => world.Partitions[0].Register(0, 40, Silent())).Name.ShouldBe("actor-address-used-once");
        Should.NotThrow(() => world.Partitions[0].Register(0, 39, Silent()));
    }

    [Theory]
    [InlineData(EmbeddedWorld.ReportInterval - 1, 0)]
    [InlineData(EmbeddedWorld.ReportInterval, 1)]
    [InlineData((2 * EmbeddedWorld.ReportInterval) + 1, 2)]
    public void Progress_is_told_once_an_interval(int events, int reports)
    {
        var told = new List<long>();
        var (world, first) = Counting(events);

        world.Partitions[0].Send(first, 1, ReplyTo.None, 0);
        world.Run((_, handled) => told.Add(handled), CancellationToken.None);

        told.ShouldBe(Enumerable.Range(1, reports).Select(i => (long)i * EmbeddedWorld.ReportInterval));
    }

    [Theory]
    [InlineData(EmbeddedWorld.ReportInterval - 1, false)]
    [InlineData(EmbeddedWorld.ReportInterval, true)]
    public void A_cancelled_run_ends_within_an_interval(int events, bool ends)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var (world, first) = Counting(events);
        world.Partitions[0].Send(first, 1, ReplyTo.None, 0);

        var ended = Record.Exception(() => world.Run(report: null, source.Token)) is OperationCanceledException;

        (ended, world.Handled).ShouldBe((ends, events));
    }

    private static (EmbeddedWorld World, ActorId First) Counting(int events)
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, message, _) =>
        {
            if ((int)message < events)
            {
                self.Tell(self.Id, (int)message + 1);
            }
        });
        return (world, first);
    }

    private static string? Ended(WorldLimits limits, Action<TestActor, object> receive)
    {
        var world = TestWorld.Create(1, limits);
        var first = world.Add(0, 0, (self, message, _) => receive(self, message));
        return BoundOf(() => world.RunFrom(first, 1));
    }

    private static string? BoundOf(Action run) => (Record.Exception(run) as BoundReachedException)?.Bound;

    private static TestActor Silent() => new((_, _, _) => { });
}
