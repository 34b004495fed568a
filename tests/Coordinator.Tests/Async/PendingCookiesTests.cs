using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Coordinator.Async;

namespace NumaProbe.Coordinator.Tests.Async;

/// <summary>The lowest pending cookie, which decides what a barrier waits for.</summary>
public sealed class PendingCookiesTests
{
    [Fact]
    public void Nothing_pending_holds_nobody_up() => new PendingCookies().Lowest.ShouldBe(long.MaxValue);

    [Fact]
    public void The_lowest_cookie_stays_until_it_ends_itself()
    {
        var pending = new PendingCookies();
        pending.Add(1);
        pending.Add(2);
        pending.Add(3);

        pending.End(2);
        (pending.Lowest, pending.Count).ShouldBe((1, 2));
        pending.End(1);
        (pending.Lowest, pending.Count).ShouldBe((3, 1));
        pending.End(3);
        (pending.Lowest, pending.Count).ShouldBe((long.MaxValue, 0));
    }

    [Fact]
    public void Cookies_that_end_in_any_order_leave_the_lowest_of_the_rest() =>
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(1, 20)).ToArbitrary(), order =>
        {
            var pending = new PendingCookies();
            var left = new SortedSet<long>();
            for (var cookie = 1; cookie <= 20; cookie++)
            {
                pending.Add(cookie);
                left.Add(cookie);
            }

            return order.All(cookie =>
            {
                pending.End(cookie);
                left.Remove(cookie);
                return pending.Count == left.Count && pending.Lowest == (left.Count == 0 ? long.MaxValue : left.Min);
            });
        }).QuickCheckThrowOnFailure();
}
