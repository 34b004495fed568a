using System.Collections.Immutable;

namespace NumaProbe.Shared.Topology;

/// <summary>The machines that scenarios can name. A new one is one entry here.</summary>
public static class MachinePresets
{
    private const long GiB = 1L << 30;

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<MachinePreset> All { get; } =
    [
        new(
            "two-sockets", "two sockets of 18 cores with two threads, 96 GiB each",
            "sysfs of a two-socket Xeon: cpulist 0-17,36-53 and distance 10 21 are what its firmware reports; one last-level cache a socket",
            Threaded(2, 18, 96 * GiB, (_, _) => 21)),
        new(
            "four-nodes-pmem", "four sockets of 28 cores with two threads, 384 GiB each, for 3 TB of persistent memory each",
            "the patch series of 2018 (12 TB on four nodes, 3 TB each); cores, memory and the distance 21 are those of a four-socket Xeon of that time, an assumption",
            Threaded(4, 28, 384 * GiB, (_, _) => 21)),
        new(
            "eight-nodes", "eight sockets of 28 cores with two threads, 768 GiB each",
            "eight sockets without a node controller have three links each: distance 21 for one hop and 31 for two, as ACPI tables of such machines say; cores and memory are an assumption",
            Threaded(8, 28, 768 * GiB, (a, b) => IsOneHop(a, b) ? 21 : 31)),
        new(
            "nps4", "two sockets of 64 cores, each divided into four nodes (NPS4) of 64 GiB, a last-level cache for every four cores",
            "numactl -H of two-socket EPYC machines of the second generation: distance 12 within a socket, 32 across; memory is an assumption",
            Divided(8, 16, 4, 64 * GiB, (a, b) => a / 4 == b / 4 ? 12 : 32)),
        new(
            "memory-only-nodes", "two sockets of 28 cores with two threads, 192 GiB each, and two nodes of 1 TiB memory without CPUs",
            "persistent memory used as memory (dax kmem): distances 21 between sockets, 17 to the own and 28 to the other memory node, as in the kernel's discussions of memory tiers",
            WithMemoryNodes()),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(p => p.Name)];

    /// <summary>The preset of a name, or null.</summary>
    /// <param name="name">The name.</param>
    public static MachinePreset? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>Nodes whose second threads are numbered after all first ones, as Linux does on x86.</summary>
    private static MachineTopology Threaded(int nodes, int cores, long memory, Func<int, int, int> distance) => new(
        [.. Enumerable.Range(0, nodes).Select(n => ThreadedNode(n, nodes, cores, memory))], Distances(nodes, distance), []);

    private static NumaNode ThreadedNode(int node, int nodes, int cores, long memory)
    {
        ImmutableArray<int> cpus = [.. Enumerable.Range(node * cores, cores), .. Enumerable.Range((nodes + node) * cores, cores)];
        return new(node, cpus, [cpus], memory);
    }

    private static MachineTopology Divided(int nodes, int cores, int coresOfCache, long memory, Func<int, int, int> distance) => new(
        [.. Enumerable.Range(0, nodes).Select(n =>
        {
            var cpus = Enumerable.Range(n * cores, cores).ToArray();
            return new NumaNode(n, [.. cpus], [.. cpus.Chunk(coresOfCache).Select(c => c.ToImmutableArray())], memory);
        })],
        Distances(nodes, distance),
        []);

    private static MachineTopology WithMemoryNodes()
    {
        int[][] table = [[10, 21, 17, 28], [21, 10, 28, 17], [17, 28, 10, 28], [28, 17, 28, 10]];
        return new(
            [ThreadedNode(0, 2, 28, 192 * GiB), ThreadedNode(1, 2, 28, 192 * GiB), new NumaNode(2, [], [], 1024 * GiB), new NumaNode(3, [], [], 1024 * GiB)],
            Distances(4, (a, b) => table[a][b]),
            []);
    }

    /// <summary>A cube of eight: neighbours differ in one bit of their number.</summary>
    private static bool IsOneHop(int a, int b) => int.PopCount(a ^ b) == 1;

    private static DistanceMatrix Distances(int nodes, Func<int, int, int> distance) => new(
        [.. Enumerable.Range(0, nodes).Select(a => Enumerable.Range(0, nodes)
            .Select(b => a == b ? DistanceMatrix.Local : distance(a, b)).ToImmutableArray())]);
}
