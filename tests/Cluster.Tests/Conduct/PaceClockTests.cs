using NumaProbe.Cluster.Conduct;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>Virtual time by the wall clock.</summary>
public sealed class PaceClockTests
{
    [Fact]
    public void A_paced_clock_goes_on_with_the_wall_clock_and_stands_when_the_run_cannot()
    {
        var clock = new PaceClock(2);
        clock.Tick(100, runs: true);
        clock.Tick(150, runs: true);
        clock.Tick(400, runs: false);

        clock.NowNs.ShouldBe(100_000_000);
        clock.CapNs.ShouldBe(100_000_001);
        clock.WhenMs(104_000_000, 400).ShouldBe(402);
    }

    [Fact]
    public void A_long_pause_of_the_process_is_no_leap()
    {
        var clock = new PaceClock(1);
        clock.Tick(0, runs: true);
        clock.Tick(60_000, runs: true);

        clock.NowNs.ShouldBe(PaceClock.LongestStepMs * 1_000_000L);
    }

    [Fact]
    public void Without_a_pace_nothing_waits()
    {
        var clock = new PaceClock(null);
        clock.Tick(5, runs: true);

        clock.CapNs.ShouldBe(long.MaxValue);
        clock.NowNs.ShouldBe(0);
        clock.WhenMs(5, 5).ShouldBe(long.MaxValue);
    }
}
