using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Tests.Topology;

/// <summary>Which pool unbound work of a CPU goes to.</summary>
public sealed class PodMapTests
{
    // node 0: two caches of two CPUs; node 1: one cache; node 2: memory only
    private static readonly MachineTopology Some = new(
        [
            new(0, [0, 1, 2, 3], [[0, 1], [2, 3]], 1L << 30),
            new(1, [4, 5], [[4, 5]], 1L << 30),
            new(2, [], [], 1L << 30),
        ],
        DistanceMatrix.Uniform(3),
        []);

    [Theory]
    [InlineData(AffinityScope.Cpu, new[] { "0", "1", "2", "3", "4", "5", "0 1 2 3 4 5" })]
    [InlineData(AffinityScope.Cache, new[] { "0 1", "2 3", "4 5", "0 1 2 3 4 5" })]
    [InlineData(AffinityScope.Numa, new[] { "0 1 2 3", "4 5", "0 1 2 3 4 5" })]
    [InlineData(AffinityScope.System, new[] { "0 1 2 3 4 5", "0 1 2 3 4 5" })]
    public void A_scope_groups_the_cpus_and_a_default_pod_has_them_all(AffinityScope scope, string[] pods)
    {
        var map = new PodMap(Some, scope, []);

        map.Pods.Select(pod => string.Join(' ', pod.Cpus)).ShouldBe(pods);
        map.Pods.Select(pod => pod.Id).ShouldBe(Enumerable.Range(0, pods.Length));
        map.Default.ShouldBe(map.Pods[^1]);
    }

    [Fact]
    public void A_pod_lives_on_its_own_node_and_one_over_several_on_the_boot_node()
    {
        new PodMap(Some, AffinityScope.Cache, []).Pods.Select(pod => pod.HomeNode).ShouldBe([0, 0, 1, 0]);
        new PodMap(Some, AffinityScope.System, []).Pods.Select(pod => pod.HomeNode).ShouldBe([0, 0]);
    }

    [Fact]
    public void The_boot_node_is_the_first_with_a_cpu() =>
        new PodMap(new([new(0, [], [], 1), new(1, [0], [[0]], 1)], DistanceMatrix.Uniform(2), []), AffinityScope.Numa, []).BootNode.ShouldBe(1);

    [Fact]
    public void Only_allowed_cpus_are_in_pods_and_a_group_without_one_uses_the_default()
    {
        var map = new PodMap(Some, AffinityScope.Cache, [0, 2, 3]);
        var online = new OnlineCpus(Some);

        map.Allowed.ShouldBe([0, 2, 3]);
        map.Pods.Select(pod => string.Join(' ', pod.Cpus)).ShouldBe(["0", "2 3", "0 2 3"]);
        map.OfCpu(1, online).Cpus.ShouldBe([0], "an isolated CPU's work goes to the rest of its pod");
        map.OfCpu(4, online).ShouldBe(map.Default);
    }

    [Fact]
    public void A_pod_whose_cpus_are_all_offline_is_not_used_until_one_is_back()
    {
        var map = new PodMap(Some, AffinityScope.Cache, []);
        var online = new OnlineCpus(Some);

        online.Set(4, online: false);
        map.OfCpu(4, online).Cpus.ShouldBe([4, 5]);
        online.Set(5, online: false);
        map.OfCpu(4, online).ShouldBe(map.Default);
        online.Set(5, online: true);
        map.OfCpu(4, online).Cpus.ShouldBe([4, 5]);
    }

    [Fact]
    public void Every_allowed_cpu_is_in_one_pod_besides_the_default_whatever_is_allowed() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<AffinityScope>()).ToArbitrary(), Gen.Choose(1, 63).ToArbitrary(), (scope, mask) =>
        {
            var allowed = Enumerable.Range(0, 6).Where(cpu => (mask & (1 << cpu)) != 0).ToImmutableArray();
            var map = new PodMap(Some, scope, allowed);
            var own = map.Pods.Where(pod => pod != map.Default).SelectMany(pod => pod.Cpus);
            return own.Order().SequenceEqual(allowed)
                && map.Default.Cpus.SequenceEqual(allowed)
                && allowed.All(cpu => map.OfCpu(cpu, new OnlineCpus(Some)).Cpus.Contains(cpu));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_nearest_online_cpu_is_the_cpu_itself_then_one_of_its_node_then_the_first()
    {
        var online = new OnlineCpus(Some);

        online.Nearest(3).ShouldBe(3);
        online.Set(3, online: false);
        online.Nearest(3).ShouldBe(0);
        online.Set(4, online: false);
        online.Nearest(4).ShouldBe(5);
        online.Set(5, online: false);
        online.Nearest(4).ShouldBe(0);
        online.Nearest(99).ShouldBe(0);
        online.Count.ShouldBe(3);
    }
}
