using NumaProbe.Cluster.RabbitMq;

namespace NumaProbe.Cluster.Tests.RabbitMq;

/// <summary>The small parts of the transport at their bounds.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Attempts_wait_twice_as_long_each_time_up_to_five_seconds_and_begin_anew_after_a_success()
    {
        var backOff = new BackOff();
        Enumerable.Range(0, 8).Select(_ => backOff.Next().TotalMilliseconds).ShouldBe([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        backOff.Reset();
        backOff.Next().TotalMilliseconds.ShouldBe(100);
    }

    [Fact]
    public void The_window_of_confirms_is_full_at_its_bound_and_has_room_again_after_a_confirm()
    {
        var window = new ConfirmWindow();
        Enumerable.Range(0, RabbitMqLimits.MaxUnconfirmed).ShouldAllBe(_ => window.TryOpen());
        window.TryOpen().ShouldBeFalse();
        window.Settle(2, multiple: false).ShouldBe(1);
        window.TryOpen().ShouldBeFalse("the oldest is still open");
        window.Settle(1, multiple: false).ShouldBe(1);
        window.Count.ShouldBe(RabbitMqLimits.MaxUnconfirmed - 2);
        window.TryOpen().ShouldBeTrue();
        window.TryOpen().ShouldBeTrue();
        window.TryOpen().ShouldBeFalse();
        window.Settle((ulong)RabbitMqLimits.MaxUnconfirmed + 2, multiple: true).ShouldBe(RabbitMqLimits.MaxUnconfirmed);
        window.Count.ShouldBe(0);
    }

    [Fact]
    public void A_confirm_of_a_number_never_published_or_long_settled_counts_nothing()
    {
        var window = new ConfirmWindow();
        window.Settle(1, multiple: true).ShouldBe(0);
        window.TryOpen();
        window.Settle(1, multiple: false).ShouldBe(1);
        window.Settle(1, multiple: false).ShouldBe(0);
        window.Settle(0, multiple: true).ShouldBe(0);
        window.Settle(ulong.MaxValue, multiple: true).ShouldBe(0);
    }

    [Fact]
    public void Deliveries_dealt_with_in_order_are_told_of_together_and_others_alone()
    {
        var batch = new AckBatch();
        batch.Take().ShouldBe(0UL);
        batch.TryAdd(1).ShouldBeTrue();
        batch.TryAdd(2).ShouldBeTrue();
        batch.TryAdd(4).ShouldBeFalse();
        batch.Count.ShouldBe(2);
        batch.Take().ShouldBe(2UL);
        batch.Take().ShouldBe(0UL);
        batch.TryAdd(3).ShouldBeTrue();
        batch.Take().ShouldBe(3UL);
    }

    [Theory]
    [InlineData("numaprobe", true)]
    [InlineData("a-1_B", true)]
    [InlineData("", false)]
    [InlineData("a.b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    public void A_cluster_has_a_name_that_can_be_part_of_others(string name, bool isName) => RabbitMqEndpoint.IsClusterName(name).ShouldBe(isName);

    [Fact]
    public void The_longest_names_fit_into_what_the_broker_allows()
    {
        var cluster = new string('c', RabbitMqLimits.MaxClusterNameLength);
        RabbitMqEndpoint.IsClusterName(cluster).ShouldBeTrue();
        RabbitMqEndpoint.IsClusterName(cluster + "c").ShouldBeFalse();
        var endpoint = RabbitMqEndpoint.OfHost(cluster, [.. Enumerable.Range(10_000, 1_000)], new string('p', 32));
        endpoint.Queue.Length.ShouldBeLessThan(256);
    }
}
