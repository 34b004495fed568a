using global::Akka.Actor;
using global::Akka.Dispatch;
using NumaProbe.VirtualTime.Akka.Tests.Support;
using NumaProbe.VirtualTime.Tests;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>Actor systems of partitions: what they are called, what they consist of, and that nothing of them is left.</summary>
public sealed class SystemTests
{
    private const int ManySystems = 300;

    private sealed class NodeRootActor : Actor
    {
        protected override void Receive(object message, ReplyTo replyTo) => throw Unknown(message);
    }

    [Fact]
    public void Every_partition_has_a_system_of_its_own_and_every_actor_a_path()
    {
        using var world = TestWorld.Create(3);
        var hosts = world.Partitions.Select(partition => (AkkaHost)partition.Host!).ToList();

        hosts.Select(host => host.System.Name).ShouldBe(["partition-0", "partition-1", "partition-2"]);
        hosts[2].RefOf(world.Partitions[2].Register(3, 17, new NodeRootActor())).Path.ToString().ShouldBe("akka://partition-2/user/world/node-root-17");
        hosts[2].RefOf(world.Partitions[2].Register(4, 17, new NodeRootActor())).Path.Name.ShouldBe("node-root-17-of-kind-4");
    }

    [Fact]
    public void Nothing_that_an_actor_system_does_by_itself_is_an_event_of_the_world()
    {
        using var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (_, _, _) => { });

        world.Partitions[0].Waiting.ShouldBe(0);
        world.RunFrom(first, "go");

        world.Handled.ShouldBe(1);
    }

    [Fact]
    public void Everything_happens_on_the_thread_of_whoever_runs_the_world()
    {
        var threads = new HashSet<int>();
        using var world = TestWorld.Create(1);
        var host = (AkkaHost)world.Partitions[0].Host!;
        host.ActorOf(Props.CreateBy(new Made(() => new StockActor((self, _) => threads.Add(Environment.CurrentManagedThreadId))
        {
            Starts = self => self.Timers.StartSingleTimer("key", "tick", TimeSpan.FromTicks(1)),
        })), "stock");
        var first = world.Add(0, 0, (_, _, _) => threads.Add(Environment.CurrentManagedThreadId));

        world.RunFrom(first, "go");

        threads.ShouldBe([Environment.CurrentManagedThreadId]);
    }

    [Fact]
    public void A_system_that_is_disposed_of_has_ended_and_stopped_its_actors()
    {
        var stopped = new List<string>();
        var world = TestWorld.Create(1);
        var host = (AkkaHost)world.Partitions[0].Host!;
        host.ActorOf(Props.CreateBy(new Made(() => new StockActor((_, _) => { }) { Stops = _ => stopped.Add("stock") })), "stock");
        world.Add(0, 0, (_, _, _) => { });

        world.Dispose();

        ((ExtendedActorSystem)host.System).Provider.TerminationTask.IsCompletedSuccessfully.ShouldBeTrue();
        stopped.ShouldBe(["stock"]);
        Should.NotThrow(world.Dispose);
    }

    [Fact]
    public void A_system_that_is_disposed_of_takes_no_more_turns()
    {
        var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (_, _, _) => { });

        world.Dispose();

        Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go")).InnerException.ShouldBeOfType<ObjectDisposedException>();
    }

    [Fact]
    public void A_system_can_be_disposed_of_after_a_failure()
    {
        var world = TestWorld.Create(2);
        var first = world.Add(0, 0, (_, _, _) => throw new NotSupportedException("on purpose"));
        Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go"));

        Should.NotThrow(world.Dispose);
    }

    [Fact]
    public void Nothing_holds_on_to_a_system_that_was_disposed_of()
    {
        var systems = Enumerable.Range(0, ManySystems).Select(_ => MadeAndDisposedOf()).ToList();

        // the thread pool may still have its hands on the last of them
        Enumerable.Range(0, 100).Any(_ =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return systems.Count(system => system.IsAlive) <= 2;
        }).ShouldBeTrue();
    }

    [Fact]
    public void What_waits_within_one_turn_is_bounded()
    {
        var loop = new TurnLoop();
        var run = new ActionRunnable(() => { });
        loop.Begin();
        for (var i = 0; i < TurnLoop.MaxWaiting; i++)
        {
            loop.Execute(run);
        }

        Should.Throw<InvalidOperationException>(() => loop.Execute(run)).Message.ShouldContain("mailboxes wait within one turn");
        Should.NotThrow(loop.Drain);
    }

    [Fact]
    public void A_system_cannot_be_disposed_of_in_a_turn_of_its_own()
    {
        using var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, _, _) => self.Home.Dispose());

        Should.Throw<ActorFailureException>(() => world.RunFrom(first, "go")).InnerException
            .ShouldBeOfType<InvariantViolationException>().Name.ShouldBe("turns-do-not-overlap");
    }

    [Fact]
    public void An_address_without_an_actor_has_no_reference()
    {
        using var world = TestWorld.Create(2);
        var id = world.Add(0, 0, (_, _, _) => { });
        var (home, other) = ((AkkaHost)world.Partitions[0].Host!, (AkkaHost)world.Partitions[1].Host!);

        Should.NotThrow(() => home.RefOf(id));
        Should.Throw<InvalidOperationException>(() => other.RefOf(id));
        Should.Throw<InvalidOperationException>(() => home.RefOf(new ActorId(0, 0, 1)));
    }

    private static WeakReference MadeAndDisposedOf()
    {
        using var world = TestWorld.Create(1);
        var first = world.Add(0, 0, (self, message, _) => self.Tell(self.Id, message, 1));
        world.Partitions[0].Send(first, "go", ReplyTo.None, 0);
        world.RunUntil(10, report: null, CancellationToken.None);
        return new WeakReference(((AkkaHost)world.Partitions[0].Host!).System);
    }
}
