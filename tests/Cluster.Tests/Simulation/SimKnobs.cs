using NumaProbe.Cluster.Protocol;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>How bad the world of one seed is. Everything is drawn from the seed.</summary>
internal sealed record SimKnobs
{
    internal int Seed { get; init; }

    /// <summary>Which base scenario.</summary>
    internal required SimScenario Scenario { get; init; }

    /// <summary>Seed of the emulated run.</summary>
    internal ulong RunSeed { get; init; }

    /// <summary>Probability that a message is lost, 0 to 0.3.</summary>
    internal double Loss { get; init; }

    /// <summary>Probability that a message is doubled, 0 to 0.5.</summary>
    internal double Duplication { get; init; }

    /// <summary>Probability that a message is slow.</summary>
    internal double Slow { get; init; }

    /// <summary>Longest delay of a slow message, up to 5 s.</summary>
    internal int SlowMs { get; init; }

    /// <summary>Longest delay of any other, milliseconds.</summary>
    internal int JitterMs { get; init; }

    /// <summary>Coordinator processes, 1 or 2.</summary>
    internal int Coordinators { get; init; }

    /// <summary>Nodes of each host.</summary>
    internal required int[][] Hosts { get; init; }

    /// <summary>Messages go through the codec.</summary>
    internal bool Encoded { get; init; }

    /// <summary>Calls of cores after which something happens, with what.</summary>
    internal required (int Step, SimFault Fault)[] Faults { get; init; }

    /// <summary>Writes of the journal at which something happens, with what.</summary>
    internal required (int Write, SimFault Fault)[] JournalFaults { get; init; }

    /// <summary>Attempts at the run folder that fail.</summary>
    internal int ArchiveFailures { get; init; }

    internal double? Pace { get; init; }

    internal bool StaysOpen { get; init; }

    /// <summary>Fragments to inject, with the step after which the client begins.</summary>
    internal required (int Step, string Text)[] Injections { get; init; }

    internal long MaxEvents { get; init; } = long.MaxValue;

    internal long MaxVirtualNs { get; init; } = long.MaxValue;

    /// <summary>Sizes of windows, grants and what is kept.</summary>
    internal ProtocolSizes Sizes { get; init; } = ProtocolSizes.Default;

    /// <summary>No fault at all.</summary>
    internal static SimKnobs Calm(SimScenario scenario) => new()
    {
        Scenario = scenario,
        RunSeed = 1,
        JitterMs = 0,
        Coordinators = 1,
        Hosts = [.. Enumerable.Range(0, scenario.Nodes).Select(node => new[] { node })],
        Faults = [],
        JournalFaults = [],
        Injections = [],
    };

    /// <summary>The world of a seed.</summary>
    internal static SimKnobs Draw(int seed)
    {
        var random = new Random(seed);
        var scenario = SimScenario.All[random.Next(SimScenario.All.Count)];
        var open = random.Next(10) < 6;
        var calm = random.Next(8) == 0;
        return new SimKnobs
        {
            Seed = seed,
            Scenario = scenario,
            RunSeed = (ulong)random.Next(1, 4),
            Loss = calm || random.Next(3) == 0 ? 0 : random.NextDouble() * 0.3,
            Duplication = calm || random.Next(3) == 0 ? 0 : random.NextDouble() * 0.5,
            Slow = calm || random.Next(2) == 0 ? 0 : random.NextDouble() * (random.Next(2) == 0 ? 0.4 : 0.1),
            SlowMs = random.Next(1, 5_000),
            JitterMs = random.Next(0, 4) switch { 0 => 0, 1 => 2, 2 => 20, _ => 300 },
            Coordinators = random.Next(2) == 0 ? 2 : 1,
            Hosts = HostsOf(scenario.Nodes, random),
            Encoded = random.Next(8) == 0,
            Faults = [.. Enumerable.Range(0, calm ? 0 : random.Next(0, random.Next(3) == 0 ? 16 : 7)).Select(_ => (random.Next(1, random.Next(2) == 0 ? 60 : 700), ProcessFault(random)))],
            JournalFaults = [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 3) : 0).Select(_ => (random.Next(1, 9), JournalFault(random)))],
            ArchiveFailures = random.Next(7) == 0 ? random.Next(1, 3) : 0,
            Pace = random.Next(4) == 0 ? Math.Pow(10, random.Next(-2, 2)) : null,
            StaysOpen = open,
            Injections = open || random.Next(4) == 0
                ? [.. Enumerable.Range(0, random.Next(0, 5)).Select(i => (random.Next(1, 400), scenario.Fragment(i, random)))]
                : [],
            MaxEvents = random.Next(8) == 0 ? random.Next(20, 400) : long.MaxValue,
            MaxVirtualNs = random.Next(12) == 0 ? random.Next(1, 10_000_000) : long.MaxValue,
            Sizes = random.Next(3) != 0
                ? ProtocolSizes.Default
                : new ProtocolSizes(random.Next(1, 8), random.Next(1, 20), random.Next(1, 5), random.Next(2) == 0 ? random.Next(0, 12) : 10_000, random.Next(1, 4)),
        };
    }

    private static int[][] HostsOf(int nodes, Random random)
    {
        var all = Enumerable.Range(0, nodes).ToArray();
        random.Shuffle(all);
        var hosts = new List<int[]>();
        for (var place = 0; place < nodes;)
        {
            var count = Math.Min(nodes - place, random.Next(3) == 0 ? random.Next(1, nodes + 1) : 1);
            hosts.Add(all[place..(place + count)]);
            place += count;
        }

        return [.. hosts];
    }

    private static SimFault ProcessFault(Random random) => random.Next(13) switch
    {
        < 3 => SimFault.HostKilled,
        3 => SimFault.HostPaused,
        4 => SimFault.HostDoubled,
        < 8 => SimFault.LeaderKilled,
        8 => SimFault.CoordinatorPaused,
        < 11 => SimFault.LockLost,
        _ => SimFault.Partitioned,
    };

    private static SimFault JournalFault(Random random) => random.Next(3) switch
    {
        0 => SimFault.PowerLost,
        1 => SimFault.DiskFull,
        _ => SimFault.JournalBroken,
    };
}
