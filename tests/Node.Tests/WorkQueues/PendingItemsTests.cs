using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Node.WorkQueues;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;

namespace NumaProbe.Node.Tests.WorkQueues;

/// <summary>max_active of a node: how many run, and in what turn those held back follow.</summary>
public sealed class PendingItemsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(512)]
    public void As_many_items_as_the_limit_are_active_and_the_next_is_held_back(int limit)
    {
        var items = new PendingItems(limit, perCpu: true);
        for (var i = 0; i < limit; i++)
        {
            items.TryActivate(Item(i, cpu: i % 3)).ShouldBeTrue();
        }

        items.TryActivate(Item(limit, cpu: 0)).ShouldBeFalse();
        items.Active.ShouldBe(limit);
    }

    [Fact]
    public void An_item_that_ends_makes_room_for_one_held_back_and_the_count_stays()
    {
        var items = new PendingItems(1, perCpu: true);
        items.TryActivate(Item(1, 0));
        items.TryActivate(Item(2, 0));

        items.TryEndAndActivateNext(out var next).ShouldBeTrue();
        (next.Cookie, items.Active).ShouldBe((2, 1));
        items.TryEndAndActivateNext(out _).ShouldBeFalse();
        items.Active.ShouldBe(0);
    }

    [Fact]
    public void Queues_of_different_cpus_are_served_in_turn() =>
        Order(perCpu: true, (1, 0), (2, 0), (3, 0), (4, 7), (5, 7), (6, 2)).ShouldBe([1, 4, 6, 2, 5, 3]);

    [Fact]
    public void Up_to_6_4_there_is_one_queue_for_all_cpus() =>
        Order(perCpu: false, (1, 0), (2, 0), (3, 0), (4, 7), (5, 7), (6, 2)).ShouldBe([1, 2, 3, 4, 5, 6]);

    [Fact]
    public void A_queue_that_ran_empty_gets_its_turn_behind_the_others_again()
    {
        var items = new PendingItems(1, perCpu: true);
        items.TryActivate(Item(0, 0));
        items.TryActivate(Item(1, cpu: 0));
        items.TryActivate(Item(2, cpu: 1));
        items.TryActivate(Item(3, cpu: 1));

        items.TryEndAndActivateNext(out _);
        items.TryActivate(Item(4, cpu: 0));

        Drain(items).ShouldBe([2, 4, 3]);
    }

    [Fact]
    public void Whatever_comes_and_ends_the_limit_holds_and_every_cpu_is_served_first_come_first_served() =>
        Prop.ForAll(Traffic(), traffic =>
        {
            var items = new PendingItems(traffic.Limit, traffic.PerCpu);
            var active = 0;
            var started = new List<WorkItem>();
            var waiting = 0;
            foreach (var (act, i) in traffic.Acts.Select((a, i) => (a, i)))
            {
                if (act >= 0)
                {
                    var item = Item(i, act);
                    if (items.TryActivate(item))
                    {
                        active++;
                        started.Add(item);
                    }
                    else
                    {
                        waiting++;
                    }
                }
                else if (active > 0)
                {
                    if (items.TryEndAndActivateNext(out var next))
                    {
                        waiting--;
                        started.Add(next);
                    }
                    else
                    {
                        active--;
                    }
                }

                if (items.Active != active || active > traffic.Limit || (waiting > 0 && active < traffic.Limit))
                {
                    return false;
                }
            }

            return started.GroupBy(item => traffic.PerCpu ? item.Cpu : 0).All(of => of.Select(item => item.Cookie).SequenceEqual(of.Select(item => item.Cookie).Order()));
        }).QuickCheckThrowOnFailure();

    private static List<long> Order(bool perCpu, params (int Cookie, int Cpu)[] queued)
    {
        var items = new PendingItems(1, perCpu);
        items.TryActivate(Item(0, 0));
        foreach (var (cookie, cpu) in queued)
        {
            items.TryActivate(Item(cookie, cpu)).ShouldBeFalse();
        }

        return Drain(items);
    }

    private static List<long> Drain(PendingItems items)
    {
        var order = new List<long>();
        while (items.TryEndAndActivateNext(out var next))
        {
            order.Add(next.Cookie);
        }

        return order;
    }

    private static WorkItem Item(long cookie, int cpu) => new(cookie, AsyncSide.Raw, default, Pool: 0, cpu);

    // -1 ends an item, anything else queues one for that CPU
    private static Arbitrary<(int Limit, bool PerCpu, int[] Acts)> Traffic() =>
        (from limit in Gen.Choose(1, 4)
         from perCpu in ArbMap.Default.GeneratorFor<bool>()
         from acts in Gen.ListOf(Gen.Choose(-1, 3))
         select (limit, perCpu, acts.ToArray())).ToArbitrary();
}
