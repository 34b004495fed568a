using System.Collections.Immutable;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random machines: one to four nodes of one to four CPUs, now and then with a node that lacks CPUs or memory.</summary>
internal static class SomeMachine
{
    internal static MachineTopology Create(Random random)
    {
        var count = random.Next(1, 5);
        var cpu = 0;
        var nodes = new List<NumaNode>();
        for (var id = 0; id < count; id++)
        {
            var cpus = id > 0 && random.Next(8) == 0 ? [] : Enumerable.Range(cpu, random.Next(1, 5)).ToImmutableArray();
            cpu += cpus.Length;
            nodes.Add(new(id, cpus, Caches(random, cpus), random.Next(10) == 0 ? 0 : random.NextInt64(1, 1L << 42)));
        }

        var offline = Enumerable.Range(1, cpu - 1).Where(_ => random.Next(6) == 0);
        return new([.. nodes], Distances(random, count), [.. offline]);
    }

    internal static KernelOptions Options(Random random, MachineTopology topology, IReadOnlyList<string> drivers) => new(
        random.Next(4) switch
        {
            0 => "driver_async_probe=*",
            1 => "driver_async_probe=" + string.Join(',', drivers.Where(_ => random.Next(2) == 0)),
            _ => "",
        } + Isolation(random, topology.CpuCount),
        random.Next(4) == 0,
        random.Next(5) == 0 ? [.. Enumerable.Range(0, topology.CpuCount).Where(_ => random.Next(2) == 0)] : [],
        random.Next(5) == 0 ? random.Next(1, 300) : null);

    private static string Isolation(Random random, int cpus)
    {
        var list = string.Join(',', Enumerable.Range(0, cpus).Where(_ => random.Next(3) == 0));
        return random.Next(10) switch
        {
            0 => $" isolcpus={list}",
            1 => $" nohz_full={list}",
            2 => $" isolcpus=nohz,{list}",
            3 => $" isolcpus={list} nohz_full={(random.Next(2) == 0 ? list : "0")}",
            4 => $" isolcpus={(random.Next(2) == 0 ? "3-1" : $"0-{cpus - 1}")}",
            _ => "",
        };
    }

    internal static ImmutableArray<KernelThreadSpec> Threads(Random random, MachineTopology topology)
    {
        var online = Enumerable.Range(0, topology.CpuCount).Except(topology.OfflineCpus).ToArray();
        var ids = Enumerable.Range(0, random.Next(1, 4)).Select(i => random.Next(5) == 0 ? 10 + i : i);
        return [.. ids.Select(id => new KernelThreadSpec(id, online[random.Next(online.Length)]))];
    }

    private static ImmutableArray<ImmutableArray<int>> Caches(Random random, ImmutableArray<int> cpus)
    {
        if (cpus.Length < 2 || random.Next(3) > 0)
        {
            return cpus.IsEmpty ? [] : [cpus];
        }

        var cut = random.Next(1, cpus.Length);
        return [cpus[..cut], cpus[cut..]];
    }

    private static DistanceMatrix Distances(Random random, int count) => random.Next(2) == 0
        ? DistanceMatrix.Uniform(count)
        : new([.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Select(j => i == j ? 10 : random.Next(10, 41)).ToImmutableArray())]);
}
