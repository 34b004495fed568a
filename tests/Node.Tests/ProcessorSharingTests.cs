using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Node.Sharing;

namespace NumaProbe.Node.Tests;

/// <summary>A server divided equally among the jobs present, by arithmetic done by hand.</summary>
public sealed class ProcessorSharingTests
{
    [Fact]
    public void A_job_alone_takes_its_work()
    {
        var server = new ProcessorSharing<string>();
        server.Add(1_000, 500, "a");

        server.NextEndNs(1_000).ShouldBe(1_500);
        server.TryTakeEnded(1_499, out _).ShouldBeFalse();
        server.TryTakeEnded(1_500, out var ended).ShouldBeTrue();
        ended.ShouldBe("a");
        server.Count.ShouldBe(0);
        server.NextEndNs(1_500).ShouldBe(long.MaxValue);
    }

    [Fact]
    public void Two_equal_jobs_take_twice_as_long_and_end_in_the_order_they_came()
    {
        var server = new ProcessorSharing<string>();
        server.Add(0, 500, "a");
        server.Add(0, 500, "b");

        server.NextEndNs(0).ShouldBe(1_000);
        server.TryTakeEnded(1_000, out var first).ShouldBeTrue();
        server.TryTakeEnded(1_000, out var second).ShouldBeTrue();
        (first, second).ShouldBe(("a", "b"));
    }

    [Fact]
    public void A_late_job_slows_only_what_is_left_of_an_earlier_one()
    {
        var server = new ProcessorSharing<string>();
        server.Add(0, 1_000, "long");
        server.Add(600, 100, "short");

        server.NextEndNs(600).ShouldBe(800);
        server.TryTakeEnded(800, out var first).ShouldBeTrue();
        first.ShouldBe("short");
        server.NextEndNs(800).ShouldBe(1_100);
    }

    [Fact]
    public void A_share_without_a_job_slows_the_others_and_never_ends()
    {
        var server = new ProcessorSharing<string>();
        server.AddShare(0, 1);
        server.Add(0, 100, "a");

        server.NextEndNs(0).ShouldBe(200);
        server.AddShare(100, -1);
        server.NextEndNs(100).ShouldBe(150);
    }

    [Fact]
    public void The_job_with_most_work_left_is_removed_and_keeps_what_is_left()
    {
        var server = new ProcessorSharing<string>();
        server.Add(0, 100, "little");
        server.Add(0, 900, "much");

        server.TryRemoveLast(100, _ => true, out var removed, out var remainingNs).ShouldBeTrue();

        (removed, remainingNs).ShouldBe(("much", 850));
        server.NextEndNs(100).ShouldBe(150);
        server.TryRemoveLast(100, item => item is "gone", out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void All_jobs_together_take_as_long_as_their_work_to_within_a_nanosecond_each() =>
        Prop.ForAll(Gen.NonEmptyListOf(Gen.Choose(1, 1_000_000)).ToArbitrary(), work =>
        {
            var server = new ProcessorSharing<int>();
            foreach (var (index, workNs) in work.Index())
            {
                server.Add(0, workNs, index);
            }

            var now = 0L;
            while (server.JobCount > 0)
            {
                now = server.NextEndNs(now);
                server.TryTakeEnded(now, out _).ShouldBeTrue();
            }

            var total = work.Sum(w => (long)w);
            return now >= total && now <= total + (2 * work.Count);
        }).QuickCheckThrowOnFailure();
}
