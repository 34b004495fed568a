using Akka.Actor;
using Shouldly;
using Xunit;

namespace NumaProbe.Cluster.Akka.Tests;

/// <summary>Who is downed, and what has lasted long enough.</summary>
public sealed class DowningTests
{
    [Fact]
    public void Only_an_address_of_several_members_is_shared()
    {
        Downing.Shared([At(1), At(2), At(1), At(3), At(1), At(3)]).ShouldBe([At(1), At(3)]);
        Downing.Shared([At(1), At(2)]).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_so_for_the_whole_time_is_due_and_counts_again()
    {
        var lasting = new Lasting<string>(10, 4);
        lasting.Set(["a", "b"], 0);
        lasting.Due(9).ShouldBeEmpty();
        lasting.Set(["b", "c"], 9);
        lasting.Due(10).ShouldBe(["b"]);
        lasting.Due(18).ShouldBeEmpty();
        lasting.Due(20).ShouldBe(["b", "c"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_seen_again_has_been_so_since_it_was_seen_first()
    {
        var lasting = new Lasting<string>(10, 4);
        lasting.IsDue("a", 0).ShouldBeFalse();
        lasting.See("a", 0);
        lasting.See("a", 8);
        lasting.IsDue("a", 10).ShouldBeTrue();
        lasting.Clear("a");
        lasting.See("a", 11);
        lasting.IsDue("a", 20).ShouldBeFalse();
        lasting.IsDue("a", 21).ShouldBeTrue();
    }

    [Fact]
    public void When_more_is_watched_than_there_is_room_for_what_has_been_so_the_longest_is_forgotten()
    {
        var lasting = new Lasting<int>(1, Membership.MaxLacked);
        for (var thing = 0; thing <= Membership.MaxLacked; thing++)
        {
            lasting.See(thing, thing);
        }

        lasting.Due(Membership.MaxLacked + 1).ShouldBe(Enumerable.Range(1, Membership.MaxLacked), ignoreOrder: true);
    }

    private static Address At(int port) => new("akka.tcp", "bench", "127.0.0.1", port);
}
