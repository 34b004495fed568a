using FsCheck;
using FsCheck.Fluent;

namespace NumaProbe.VirtualTime.Tests;

/// <summary>The queue of a partition gives what a sorted list would give.</summary>
public sealed class EventQueueTests
{
    private const int Own = 0;
    private const long LastSequence = (1L << 48) - 1;

    /// <summary>One thing done to a queue: 0 and 1 take, 2 to 4 add for now, the others add for later.</summary>
    private enum Act
    {
        Take = 0,
        TakeToo = 1,
        Present = 2,
        PresentToo = 3,
        ForeignPresent = 4,
        Later = 5,
        MuchLater = 6,
        ForeignLater = 7,
    }

    [Fact]
    public void The_queue_takes_events_in_the_order_of_a_sorted_list() =>
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 7)).Select(list => list.Select(n => (Act)n).ToArray()).ToArbitrary(), acts => Agrees(acts))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void The_queue_grows_past_its_first_capacity_and_loses_nothing(int count)
    {
        var queue = new EventQueue();
        for (var i = 0; i < count; i++)
        {
            queue.Add(count - i, Own, i, i, default);
            queue.AddPresent(0, Own, count + i, -i, default);
        }

        queue.Count.ShouldBe(2 * count);
        for (var i = 0; i < count; i++)
        {
            queue.Take(out var now, out _).ShouldBe(-i);
            now.ShouldBe(0);
        }

        for (var i = 1; i <= count; i++)
        {
            queue.Take(out var time, out _).ShouldBe(count - i);
            time.ShouldBe(i);
        }

        queue.NextTimeNs.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void The_present_is_one_time_only()
    {
        var queue = new EventQueue();
        queue.AddPresent(5, Own, 0, "now", default);

        Should.Throw<InvariantViolationException>(() => queue.AddPresent(6, Own, 1, "then", default)).Name.ShouldBe("present-queue-has-one-time");
        queue.Take(out _, out _);
        Should.NotThrow(() => queue.AddPresent(6, Own, 2, "now", default));
    }

    [Fact]
    public void The_last_sequence_number_fits_and_the_one_after_it_is_an_error()
    {
        var queue = new EventQueue();
        queue.Add(1, 2, LastSequence, "last of origin 2", default);
        queue.Add(1, 3, 0, "first of origin 3", default);

        queue.Take(out _, out _).ShouldBe("last of origin 2");
        queue.Take(out _, out _).ShouldBe("first of origin 3");
        Should.Throw<InvariantViolationException>(() => queue.Add(1, 0, LastSequence + 1, "too many", default)).Name.ShouldBe("event-sequence-fits");
    }

    [Fact]
    public void An_event_comes_out_with_the_header_it_went_in_with()
    {
        var queue = new EventQueue();
        var header = new EventQueue.Header(EventKind.Message, new ActorId(3, 2, 1), new ReplyTo(4, 5, 6));
        queue.Add(1, Own, 0, "with", header);
        queue.AddPresent(0, Own, 1, "without", default);

        queue.Take(out _, out var without);
        queue.Take(out _, out var with);
        (without, with).ShouldBe((default, header));
    }

    private static bool Agrees(IEnumerable<Act> acts)
    {
        var queue = new EventQueue();
        var model = new SortedList<(long TimeNs, int Origin, long Sequence), object>();
        var now = 0L;
        var sequence = 0L;
        foreach (var act in acts)
        {
            if (act is Act.Take or Act.TakeToo)
            {
                if (model.Count > 0 && !TakeBoth(queue, model, out now))
                {
                    return false;
                }
            }
            else
            {
                AddBoth(queue, model, act, now, sequence++);
            }

            if (queue.Count != model.Count || queue.NextTimeNs != (model.Count == 0 ? long.MaxValue : model.Keys[0].TimeNs))
            {
                return false;
            }
        }

        while (model.Count > 0)
        {
            if (!TakeBoth(queue, model, out now))
            {
                return false;
            }
        }

        return queue.Count == 0;
    }

    private static void AddBoth(EventQueue queue, SortedList<(long TimeNs, int Origin, long Sequence), object> model, Act act, long now, long sequence)
    {
        var payload = new object();
        var origin = act is Act.ForeignPresent or Act.ForeignLater ? 1 + (int)(sequence % 3) : Own;
        var time = act switch
        {
            Act.Later or Act.ForeignLater => now + 1 + (sequence % 3),
            Act.MuchLater => now + 10,
            _ => now,
        };
        if (act is Act.Present or Act.PresentToo)
        {
            queue.AddPresent(time, origin, sequence, payload, default);
        }
        else
        {
            queue.Add(time, origin, sequence, payload, default);
        }

        model.Add((time, origin, sequence), payload);
    }

    private static bool TakeBoth(EventQueue queue, SortedList<(long TimeNs, int Origin, long Sequence), object> model, out long now)
    {
        var expected = model.GetValueAtIndex(0);
        var time = model.Keys[0].TimeNs;
        model.RemoveAt(0);
        return ReferenceEquals(queue.Take(out now, out _), expected) && now == time;
    }
}
