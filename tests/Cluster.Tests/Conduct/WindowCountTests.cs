using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Tests.Simulation;
using NumaProbe.Engine.Tests;
using NumaProbe.Shared.Drivers;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>How many round trips a run takes: the protocol's cost besides the emulation itself.</summary>
public sealed class WindowCountTests
{
    // 40 ms of waiting, 50 us of computing and 1 MiB of memory a device, on four nodes in turn
    private const int WaitNs = 40_000_000;
    private const int MostADevice = 12;

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    public void A_storm_takes_at_most_twelve_windows_of_hosts_a_device(int devices)
    {
        var nodes = Enumerable.Range(0, devices).Select(i => i % 4).ToArray();
        var scenario = SimScenario.Of(Some.Storm(4, nodes, ProbeType.PreferAsynchronous, WaitNs));
        var cluster = new SimCluster(SimKnobs.Calm(scenario));

        cluster.Run();

        TestContext.Current.TestOutputHelper?.WriteLine($"{devices} devices: {cluster.Counters}");
        cluster.Counters!.RemoteWindows.ShouldBeLessThan(devices * MostADevice);
    }

    [Fact]
    public void A_partition_without_anything_to_do_is_never_asked()
    {
        var scenario = SimScenario.Of(Some.Storm(4, [1, 1, 1, 1], ProbeType.PreferAsynchronous, WaitNs));
        var cluster = new SimCluster(SimKnobs.Calm(scenario));

        cluster.Run();

        cluster.HostWindows(1).ShouldBeGreaterThan(0);
        cluster.HostWindows(2).ShouldBe(0);
        cluster.HostWindows(3).ShouldBe(0);
    }
}
