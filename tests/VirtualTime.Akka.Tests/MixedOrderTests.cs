using FsCheck;
using FsCheck.Fluent;
using global::Akka.Actor;
using NumaProbe.VirtualTime.Akka.Tests.Support;
using NumaProbe.VirtualTime.Tests;

namespace NumaProbe.VirtualTime.Akka.Tests;

/// <summary>
/// Emulated and stock actors under random programs, against a loop that searches for the next event each time. The same without stock
/// actors, over several partitions, is <see cref="ReferenceOrderTests"/> of the bare loop, which runs here too.
/// </summary>
public sealed class MixedOrderTests
{
    private const int Actors = 8;
    private const int MostHops = 9;
    private const long StepNs = 100;

    /// <summary>What an actor says on a message depends on nothing but the two and the seed. Even actors are emulated, odd ones are not.</summary>
    private sealed record Program(int Seed, int Widest, int LongestDelay)
    {
        internal static bool IsStock(int actor) => actor % 2 == 1;

        internal IEnumerable<(int Target, long DelayNs)> Says(int actor, int hop)
        {
            var random = new System.Random((((Seed * 31) + actor) * 31) + hop);
            var count = hop >= MostHops ? 0 : random.Next(Widest + 1);
            return [.. Enumerable.Range(0, count).Select(_ => (random.Next(Actors), StepNs * random.Next(LongestDelay + 1)))];
        }
    }

    [Fact]
    public void Emulated_and_stock_actors_share_the_order_of_a_naive_loop() =>
        Prop.ForAll(Programs(), program => OnAkka(program).SequenceEqual(Naive(program))).QuickCheckThrowOnFailure();

    [Fact]
    public void Random_programs_mix_both_kinds_in_one_instant()
    {
        var log = Enumerable.Range(0, 20).Select(seed => Naive(new Program(seed, Widest: 3, LongestDelay: 1))).MaxBy(log => log.Count)!;

        log.Count.ShouldBeGreaterThan(100);
        log.GroupBy(entry => entry.TimeNs).ShouldContain(at => at.Any(e => Program.IsStock(e.Actor)) && at.Any(e => !Program.IsStock(e.Actor)));
    }

    private static List<(long TimeNs, int Actor, int Hop)> OnAkka(Program program)
    {
        var log = new List<(long, int, int)>();
        using var world = TestWorld.Create(1);
        var home = world.Partitions[0];
        var host = (AkkaHost)home.Host!;
        var refs = new IActorRef[Actors];
        for (var actor = 0; actor < Actors; actor++)
        {
            var self = actor;
            void Receive(object message)
            {
                log.Add((home.NowNs, self, (int)message));
                foreach (var (target, delayNs) in program.Says(self, (int)message))
                {
                    Say(self, target, (int)message + 1, delayNs);
                }
            }

            refs[actor] = Program.IsStock(actor)
                ? host.ActorOf(Props.CreateBy(new Made(() => new StockActor((_, message) => Receive(message)))), $"stock-{actor}")
                : host.RefOf(world.Add(0, actor, (_, message, _) => Receive(message)));
        }

        Say(0, 0, 0, 0);
        Say(1, 1, 0, 0);
        world.Run(report: null, CancellationToken.None);
        return log;

        void Say(int from, int target, int hop, long delayNs)
        {
            if (!Program.IsStock(from) && !Program.IsStock(target))
            {
                home.Send(new ActorId(0, 0, target), hop, ReplyTo.None, delayNs);
            }
            else if (delayNs == 0)
            {
                refs[target].Tell(hop);
            }
            else
            {
                host.System.Scheduler.ScheduleTellOnce(WorldKit.Ns(delayNs), refs[target], hop, ActorRefs.NoSender);
            }
        }
    }

    private static List<(long TimeNs, int Actor, int Hop)> Naive(Program program)
    {
        var log = new List<(long, int, int)>();
        var sequence = 0L;
        var pending = new List<(long TimeNs, long Sequence, int Actor, int Hop, bool IsScheduled)>();
        Say(0, 0, 0, 0, 0);
        Say(0, 1, 1, 0, 0);
        while (pending.Count > 0)
        {
            var next = pending.Min();
            pending.Remove(next);
            if (next.IsScheduled)
            {
                // the scheduler tells it now, so it comes after everything that was said before
                pending.Add((next.TimeNs, sequence++, next.Actor, next.Hop, false));
                continue;
            }

            log.Add((next.TimeNs, next.Actor, next.Hop));
            foreach (var (target, delayNs) in program.Says(next.Actor, next.Hop))
            {
                Say(next.TimeNs, next.Actor, target, next.Hop + 1, delayNs);
            }
        }

        return log;

        void Say(long nowNs, int from, int target, int hop, long delayNs) =>
            pending.Add((nowNs + delayNs, sequence++, target, hop, delayNs > 0 && (Program.IsStock(from) || Program.IsStock(target))));
    }

    private static Arbitrary<Program> Programs() =>
        (from seed in Gen.Choose(0, int.MaxValue)
         from widest in Gen.Choose(1, 3)
         from delay in Gen.Choose(0, 4)
         select new Program(seed, widest, delay)).ToArbitrary();
}
