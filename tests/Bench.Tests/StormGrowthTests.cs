namespace NumaProbe.Bench.Tests;

/// <summary>What a device costs does not depend on how many there are. Counts and bytes; times are for <c>./build.sh bench</c>.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class StormGrowthTests
{
    private const int Few = 2_000;
    private const int Many = 20_000;
    private const double Growth = 1.2;

    private static readonly Lazy<(StormResult Few, StormResult Many)> Storms = new(static () =>
    {
        Storm.Run(Few);
        return (Storm.Run(Few), Storm.Run(Many));
    });

    [Fact]
    public void Messages_a_device_do_not_grow_with_their_number() => ShouldNotGrow(storm => (double)storm.Events / storm.Probes);

    [Fact]
    public void Trace_events_a_device_do_not_grow_with_their_number() => ShouldNotGrow(storm => (double)storm.TraceEvents / storm.Probes);

    [Fact]
    public void Bytes_a_device_do_not_grow_with_their_number() => ShouldNotGrow(storm => storm.BytesPerDevice);

    [Fact]
    public void Virtual_time_a_device_does_not_grow_with_their_number() => ShouldNotGrow(storm => (double)storm.VirtualEndNs / storm.Probes);

    private static void ShouldNotGrow(Func<StormResult, double> costOf)
    {
        var (few, many) = (costOf(Storms.Value.Few), costOf(Storms.Value.Many));

        many.ShouldBeGreaterThan(0);
        many.ShouldBeLessThanOrEqualTo(Growth * few);
    }
}
