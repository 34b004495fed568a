using System.Collections.Immutable;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Scenarios.Live;

/// <summary>
/// What an injection adds to a scenario: modules, drivers, devices, rules and events. Read and judged against one scenario, and fits that
/// scenario only. Immutable; when its events happen is said when it is applied.
/// </summary>
public sealed class ScenarioFragment
{
    private readonly (int Modules, int Drivers, int Devices, int Probes, int Events) _behind;

    internal ScenarioFragment(
        KnownThings known, ImmutableArray<ModuleSpec> modules, ImmutableArray<DriverSpec> drivers, ImmutableArray<DeviceSpec> devices,
        ImmutableArray<ProbeRule> probes, ImmutableArray<FragmentOperation> operations)
    {
        _behind = (known.Modules.Count, known.Drivers.Count, known.Devices.Count, known.Rules, known.Events);
        Modules = modules;
        Drivers = drivers;
        Devices = devices;
        Probes = probes;
        Operations = operations;
    }

    /// <summary>New modules.</summary>
    public ImmutableArray<ModuleSpec> Modules { get; }

    /// <summary>New drivers.</summary>
    public ImmutableArray<DriverSpec> Drivers { get; }

    /// <summary>New devices, series expanded.</summary>
    public ImmutableArray<DeviceSpec> Devices { get; }

    /// <summary>New rules, series expanded; their calls are numbered behind those of the scenario.</summary>
    public ImmutableArray<ProbeRule> Probes { get; }

    /// <summary>Its events in order, series expanded.</summary>
    public ImmutableArray<FragmentOperation> Operations { get; }

    /// <summary>Reads a fragment: sections <c>modules</c>, <c>drivers</c>, <c>devices</c>, <c>probes</c> and <c>events</c> of a scenario file, UTF-8 YAML or JSON.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="fileName">What problems call the fragment; a name in <c>.json</c> says that it is JSON.</param>
    /// <param name="scenario">What it is added to.</param>
    public static FragmentReading Read(ReadOnlyMemory<byte> text, string fileName, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return FragmentReader.Read(text, fileName, new KnownThings(scenario));
    }

    /// <summary>The scenario with this fragment.</summary>
    /// <param name="scenario">The scenario it was read against, or one with the same things in it.</param>
    /// <param name="atNs">Virtual time of its events, nanoseconds.</param>
    /// <param name="thread">Id of the kernel thread of its events. One that is new is pinned to the first CPU that is online at the start.</param>
    public Scenario Apply(Scenario scenario, long atNs, int thread)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentOutOfRangeException.ThrowIfNegative(thread);
        ArgumentOutOfRangeException.ThrowIfNegative(atNs);
        Invariant.Require(
            _behind == (scenario.Modules.Length, scenario.Drivers.Length, scenario.Devices.Length, scenario.Probes.Length, scenario.Events.Length),
            "fragment-fits-its-scenario");
        var needsThread = !Operations.IsEmpty && !scenario.Threads.Any(t => t.Id == thread);
        return scenario with
        {
            Modules = scenario.Modules.AddRange(Modules),
            Drivers = scenario.Drivers.AddRange(Drivers),
            Devices = scenario.Devices.AddRange(Devices),
            Probes = scenario.Probes.AddRange(Probes),
            Threads = needsThread ? scenario.Threads.Add(new(thread, LiveThreads.Cpu(scenario.Topology))) : scenario.Threads,
            Events = scenario.Events.AddRange(Operations.Select((o, i) => new ScenarioEvent(_behind.Events + i, thread, atNs, o.Operation, o.Target))),
        };
    }
}
