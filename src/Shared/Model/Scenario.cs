using System.Collections.Immutable;
using NumaProbe.Shared.Costs;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Model;

/// <summary>
/// Everything a run depends on besides the seed and the injected events. Immutable and already validated: names resolve,
/// bounds hold. Devices and drivers are known inside a run by their place in these arrays.
/// </summary>
public sealed record Scenario
{
    /// <summary>Short name.</summary>
    public required string Name { get; init; }

    /// <summary>One line on what it shows.</summary>
    public string Title { get; init; } = "";

    /// <summary>The question a lesson asks, or null.</summary>
    public string? Question { get; init; }

    /// <summary>The lesson's answer, or null.</summary>
    public string? Answer { get; init; }

    /// <summary>Free labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Seed of everything drawn; <c>--seed</c> wins over it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Kernel generation the file asks for, or null; <c>--generation</c> wins over it.</summary>
    public string? Generation { get; init; }

    /// <summary>The machine.</summary>
    public required MachineTopology Topology { get; init; }

    /// <summary>Boot options.</summary>
    public KernelOptions Kernel { get; init; } = KernelOptions.Default;

    /// <summary>What steps of the driver core cost.</summary>
    public CostModel Costs { get; init; } = CostModel.Default;

    /// <summary>Where the costs are from, for people, or null.</summary>
    public string? CostSource { get; init; }

    /// <summary>Constants that were fitted to published figures: keys of costs, or kinds of steps whose quantities were.</summary>
    public ImmutableArray<string> FittedCosts { get; init; } = [];

    /// <summary>Buses by registration.</summary>
    public ImmutableArray<BusSpec> Buses { get; init; } = [];

    /// <summary>Modules.</summary>
    public ImmutableArray<ModuleSpec> Modules { get; init; } = [];

    /// <summary>Drivers.</summary>
    public ImmutableArray<DriverSpec> Drivers { get; init; } = [];

    /// <summary>Devices.</summary>
    public ImmutableArray<DeviceSpec> Devices { get; init; } = [];

    /// <summary>Names of the locks of the whole machine that probes take, for example <c>mem_hotplug</c>.</summary>
    public ImmutableArray<string> Locks { get; init; } = [];

    /// <summary>Naming classes that the kernel does not have, or not so.</summary>
    public ImmutableArray<NamingClass> Naming { get; init; } = [];

    /// <summary>Probe bodies.</summary>
    public ImmutableArray<ProbeRule> Probes { get; init; } = [];

    /// <summary>Kernel threads; never empty.</summary>
    public ImmutableArray<KernelThreadSpec> Threads { get; init; } = [new KernelThreadSpec(0, 0)];

    /// <summary>Events in file order; <c>Index</c> equals the place.</summary>
    public ImmutableArray<ScenarioEvent> Events { get; init; } = [];

    /// <summary>What the run must show, for lessons and budgets.</summary>
    public ImmutableArray<Expectation> Expectations { get; init; } = [];
}
