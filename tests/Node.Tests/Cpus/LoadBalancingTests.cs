using NumaProbe.Node.Cpus;
using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Tests.Cpus;

/// <summary>One overloaded CPU among others that a test plays.</summary>
public sealed class LoadBalancingTests
{
    private const int Cpus = 8;
    private const long PeriodNs = 1_000_000;

    [Fact]
    public void An_overloaded_cpu_offers_a_thread_to_few_others_in_a_round()
    {
        var offers = Offers(soft: true, takes: false, out _);

        var rounds = offers.GroupBy(offer => offer.AtNs / PeriodNs).ToList();
        rounds.Count.ShouldBeGreaterThan(5);
        rounds.ShouldAllBe(round => round.Count() <= CpuActor.OffersPerRound);
        rounds.Max(round => round.Count()).ShouldBe(CpuActor.OffersPerRound);
        offers.ShouldAllBe(offer => offer.Cpu != 0 && !offer.Forced);
    }

    [Fact]
    public void Once_a_thread_is_taken_the_last_one_is_left_alone()
    {
        var offers = Offers(soft: true, takes: true, out var endsNs);

        offers.Count.ShouldBe(1);
        endsNs.ShouldBe([10 * PeriodNs + (PeriodNs / 2)], "half a period was shared");
    }

    [Fact]
    public void A_thread_bound_to_its_node_is_never_offered() => Offers(soft: false, takes: true, out _).ShouldBeEmpty();

    // two threads of ten periods on CPU 0
    private static List<(long AtNs, int Cpu, bool Forced)> Offers(bool soft, bool takes, out List<long> endsNs)
    {
        var model = Machine.WithNodes(1, Cpus).Costs(c => c with { LoadBalanceNs = PeriodNs }).Model("v6.12");
        var world = new EmbeddedWorld(model.Latencies(), new WorldLimits(100_000, 1_000 * PeriodNs, 1_000));
        var partition = world.Partitions[Addresses.PartitionOf(0)];
        var state = new NodeState(model, 0, new Tracer(partition.Id, new TraceList()));
        var offers = new List<(long, int, bool)>();
        partition.Register(ActorKinds.Cpu, 0, new CpuActor(state, 0));
        for (var cpu = 1; cpu < Cpus; cpu++)
        {
            partition.Register(ActorKinds.Cpu, cpu, new OtherCpu(cpu, takes, offers));
        }

        var ends = new List<long>();
        var user = partition.Register(ActorKinds.Device, 0, new User(soft, ends));
        partition.Send(user, "go", ReplyTo.None, 0);
        world.Run(report: null, TestContext.Current.CancellationToken);
        endsNs = ends;
        return offers;
    }

    private sealed class OtherCpu(int cpu, bool takes, List<(long AtNs, int Cpu, bool Forced)> offers) : Actor
    {
        protected override void Receive(object message, ReplyTo replyTo)
        {
            var offer = (OfferThread)message;
            offers.Add((NowNs, cpu, offer.Forced));
            Reply(replyTo, new OfferDone(takes));
        }
    }

    private sealed class User(bool soft, List<long> ends) : Actor
    {
        protected override void Receive(object message, ReplyTo replyTo)
        {
            Start(Use(1));
            Start(Use(2));
        }

        private async NumaProbe.VirtualTime.Flow Use(int thread)
        {
            var context = new ThreadContext(thread, 0, IsAsync: true, IsDeferredWorker: false, ProbeDepth: 1, soft);
            await Ask<ComputeDone>(Addresses.Cpu(0, 0), new Compute(context, 10 * PeriodNs, IsWallTime: false));
            ends.Add(NowNs);
        }
    }
}
