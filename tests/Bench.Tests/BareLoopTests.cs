namespace NumaProbe.Bench.Tests;

/// <summary>The baseline does the steps it claims, by arithmetic done by hand.</summary>
public sealed class BareLoopTests
{
    private const long WaitNs = 10_000_000;
    private const long ComputeNs = 100_000;

    // 256 KiB at 16 GiB/s, 15 258.789 ns, rounded up to the nanosecond in which it is over.
    private const long TouchNs = 15_259;

    [Fact]
    public void One_device_waits_computes_and_touches_alone() =>
        BareLoop.Run(1).VirtualEndNs.ShouldBe(WaitNs + ComputeNs + TouchNs);

    [Fact]
    public void Devices_on_different_nodes_do_not_slow_each_other() =>
        BareLoop.Run(8).VirtualEndNs.ShouldBe(WaitNs + ComputeNs + TouchNs);

    [Fact]
    public void Two_devices_of_a_node_share_its_memory_but_not_a_CPU() =>
        BareLoop.Run(16).VirtualEndNs.ShouldBe(WaitNs + ComputeNs + 30_518);

    // Seven touch from 100 µs on, a seventh of the speed each; at 200 µs they lack 973.07 ns of service and two more
    // come. Nine share 9 × 973.07 = 8 757.7 ns, then the two share the rest, 2 × 14 285.7 = 28 571.4 ns.
    [Fact]
    public void Nine_devices_of_a_node_make_two_of_them_share_a_CPU() =>
        BareLoop.Run(72).VirtualEndNs.ShouldBe(WaitNs + (2 * ComputeNs) + 37_330);

    [Fact]
    public void The_65th_device_of_a_node_waits_for_a_free_place()
    {
        BareLoop.Run(64 * 8).VirtualEndNs.ShouldBeLessThan(2 * WaitNs);
        BareLoop.Run((64 * 8) + 1).VirtualEndNs.ShouldBeGreaterThan(2 * WaitNs);
    }

    [Fact]
    public void Every_device_is_probed_once_and_no_place_stays_empty()
    {
        var result = BareLoop.Run(10_000);

        result.Probes.ShouldBe(10_000);
        result.Events.ShouldBeInRange(3 * 10_000, 4 * 10_000);
        result.VirtualEndNs.ShouldBeInRange(20 * WaitNs, 20 * (WaitNs + (8 * ComputeNs) + (64 * TouchNs)));
    }

    [Fact]
    public void Two_runs_give_the_same_events_and_end()
    {
        var first = BareLoop.Run(5_000);
        var second = BareLoop.Run(5_000);

        (first.Events, first.VirtualEndNs).ShouldBe((second.Events, second.VirtualEndNs));
    }

    [Fact]
    public void No_device_at_all_is_a_run_of_nothing() => BareLoop.Run(0).ShouldSatisfyAllConditions(
        result => result.Probes.ShouldBe(0),
        result => result.VirtualEndNs.ShouldBe(0));

    [Fact]
    public void More_than_a_million_devices_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BareLoop.Run(1_000_001));
}
