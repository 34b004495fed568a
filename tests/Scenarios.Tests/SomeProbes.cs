using System.Collections.Immutable;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random probe bodies: waits, computing, memory, nested calls; succeeding, failing, deferring.</summary>
internal sealed class SomeProbes(Random random, SomeTargets targets, IReadOnlyList<string> locks, IReadOnlyList<string> classes)
{
    private const int Deepest = 2;

    private bool _inPart;

    private static readonly int[] Errors = [-19, -6, -5, -12, -517, -1234];

    internal ImmutableArray<ProbeRule> Create(IReadOnlyList<string> devices, IReadOnlyList<string> drivers)
    {
        var rules = new List<ProbeRule>();
        foreach (var device in devices.Where(_ => random.Next(4) > 0))
        {
            rules.Add(Rule(device, null));
            if (random.Next(5) == 0)
            {
                rules.Add(Rule(device, drivers[random.Next(drivers.Count)]));
            }
        }

        if (random.Next(4) == 0)
        {
            rules.Add(Rule(null, random.Next(2) == 0 ? drivers[random.Next(drivers.Count)] : null));
        }

        return [.. rules];
    }

    internal ProbeRule Rule(string? device, string? driver) =>
        new(device, driver, Steps(1), Steps(3), Steps(1), Result(), FixedOrDrawn());

    private ImmutableArray<ProbeStep> Steps(int most, int depth = 0, string? held = null) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => depth < Deepest && random.Next(6) == 0 ? Special(depth, held) : Step())];

    private ProbeStep Special(int depth, string? held) => random.Next(8) switch
    {
        5 => new IndexStep(classes[random.Next(classes.Count)], targets.Device(random)),
        6 when held is not BuiltInLocks.MemoryHotplug => new MapPagesStep(random.NextInt64(1L << 36), random.Next(2) == 0 ? targets.NodeWithMemory(random) : null),
        7 => ScanHost(depth),
        0 when locks.Count > 0 && held is null => Locked(locks[random.Next(locks.Count)], depth),
        1 => new IndexStep(classes[random.Next(classes.Count)]),
        2 => Parallel(depth),
        3 when _inPart => new EarlierCookiesStep(),
        _ => new DrawnStep((DrawnWork)random.Next(3), SomeDistributions.Create(random)),
    };

    private LockedStep Locked(string name, int depth) =>
        new(name, random.Next(2) == 0 ? DurationDistribution.Million : random.Next(1, DurationDistribution.Million), Steps(2, depth + 1, name));

    private ScanHostStep ScanHost(int depth)
    {
        var outer = _inPart;
        _inPart = true;
        var step = new ScanHostStep(Steps(2, depth + 1, held: null), Steps(2, depth + 1, held: null));
        _inPart = outer;
        return step.Scan.IsEmpty && step.Publish.IsEmpty ? step with { Publish = [new WaitStep(Duration())] } : step;
    }

    private ParallelStep Parallel(int depth)
    {
        var outer = _inPart;
        _inPart = true;
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Steps(2, depth + 1, held: null)).ToImmutableArray();
        _inPart = outer;
        return new(parts, random.Next(2) == 0);
    }

    private ProbeStep Step() => random.Next(12) switch
    {
        < 6 => new WaitStep(Duration()),
        < 8 => new ComputeStep(Duration()),
        8 => new BusyStep(Duration()),
        9 or 10 => targets.NodeWithMemory(random) is { } node && random.Next(2) == 0 ? new TouchStep(random.NextInt64(1L << 30), node) : new TouchStep(random.NextInt64(1L << 20), null),
        _ => Call(),
    };

    private CallStep Call()
    {
        var (operation, target) = targets.Operation(random, nested: true);
        return new(0, operation, target);
    }

    private ConditionalResult Cases() => new([.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new ErrorCase(
        Errors[random.Next(Errors.Length)],
        random.Next(4) switch
        {
            3 => new ResultCondition(null, null, null, null, null, null) { Since = random.Next(2) == 0 ? "v5.1" : null, Before = "v6.12" },
            0 => new ResultCondition(random.Next(1, 3), null, null, null, null, null),
            1 => new ResultCondition(null, random.Next(targets.Topology.Nodes.Length), targets.Device(random), null, null, null),
            _ => new ResultCondition(null, null, null, targets.Device(random), random.Next(2) == 0 ? targets.Device(random) : null, targets.Device(random)),
        },
        random.Next(2) == 0))]);

    private ProbeResult Result() => random.Next(11) switch
    {
        10 => Cases(),
        < 6 => new SuccessResult(),
        6 => new ErrorResult(Errors[random.Next(Errors.Length)], 0),
        7 => new ErrorResult(Errors[random.Next(Errors.Length)], random.Next(1, 4)),
        8 => new DeferUntilBoundResult(targets.Device(random), CheckAtExit: true, 0),
        _ => new DeferUntilBoundResult(targets.Device(random), CheckAtExit: false, FixedOrDrawn()),
    };

    private DurationDistribution FixedOrDrawn() => random.Next(6) switch { 0 => Duration(), 1 => SomeDistributions.Create(random), _ => 0 };

    private long Duration() => random.Next(6) switch
    {
        0 => random.NextInt64(0, 50_000_000),
        1 => 1_000 * random.NextInt64(0, 5_000),
        _ => 1_000_000 * random.NextInt64(0, 60),
    };
}
