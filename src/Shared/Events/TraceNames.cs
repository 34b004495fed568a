using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Events;

/// <summary>
/// The names behind the numbers of a trace. Total: a number that the scenario does not have prints as <c>#number</c>, so
/// that a damaged trace can still be shown.
/// </summary>
public sealed class TraceNames
{
    private readonly ImmutableArray<int> _nodeOfCpu;

    internal TraceNames(
        ImmutableArray<string> devices,
        ImmutableArray<string> kernelNames,
        ImmutableArray<string> drivers,
        ImmutableArray<int> nodeOfCpu,
        int nodes,
        ImmutableArray<CallName> events,
        ImmutableArray<CallName> inProbes)
    {
        Devices = devices;
        KernelNames = kernelNames;
        Drivers = drivers;
        Nodes = nodes;
        _nodeOfCpu = nodeOfCpu;
        Events = events;
        InProbes = inProbes;
    }

    /// <summary>Device names by number.</summary>
    public ImmutableArray<string> Devices { get; }

    /// <summary>Names the kernel gives the devices, by number.</summary>
    public ImmutableArray<string> KernelNames { get; }

    /// <summary>Driver names by number.</summary>
    public ImmutableArray<string> Drivers { get; }

    /// <summary>Number of NUMA nodes.</summary>
    public int Nodes { get; }

    internal ImmutableArray<int> NodesOfCpus => _nodeOfCpu;

    /// <summary>Names of the machine's locks by number.</summary>
    public ImmutableArray<string> Locks { get; init; } = [];

    /// <summary>Naming classes by number; empty when no probe takes a number.</summary>
    public ImmutableArray<NamingClassName> NamingClasses { get; init; } = [];

    /// <summary>The scenario's events by number.</summary>
    public ImmutableArray<CallName> Events { get; }

    /// <summary>The operations inside probes by their ordinal.</summary>
    public ImmutableArray<CallName> InProbes { get; }

    /// <summary>The names of a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    public static TraceNames From(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new TraceNames(
            [.. scenario.Devices.Select(d => d.Name)],
            [.. scenario.Devices.Select(KernelNameOf)],
            [.. scenario.Drivers.Select(d => d.Name)],
            scenario.Topology.NodeOfCpu(),
            scenario.Topology.Nodes.Length,
            [.. scenario.Events.Select(e => new CallName(Operation(e.Operation), e.Target))],
            CallsInProbes(scenario))
        {
            Locks = BuiltInLocks.Of(scenario),
            NamingClasses = [.. Model.NamingClasses.UsedBy(scenario).Select(c => new NamingClassName(c.Name, c.Format))],
        };
    }

    /// <summary>An operation in the file's spelling, for example <c>device_add</c>.</summary>
    /// <param name="operation">The operation.</param>
    public static string Operation(EventOperation operation) => EventOperations.Spelling(operation);

    /// <summary>Name of a device.</summary>
    public string Device(int number) => At(Devices, number);

    /// <summary>Name the kernel gives a device.</summary>
    public string KernelName(int number) => At(KernelNames, number);

    /// <summary>Name of a driver.</summary>
    public string Driver(int number) => At(Drivers, number);

    /// <summary>Name of a lock of the machine.</summary>
    public string Lock(int number) => At(Locks, number);

    /// <summary>Name of a naming class.</summary>
    public string NamingClass(int number) =>
        (uint)number < (uint)NamingClasses.Length ? NamingClasses[number].Name : "#" + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name that a <see cref="TraceKind.NameAssigned"/> or <see cref="TraceKind.NameReleased"/> event is about, for example <c>sda</c>.</summary>
    public string AssignedName(in TraceEvent traceEvent)
    {
        var name = NameAssignedEvent.OfEither(traceEvent);
        return (uint)name.Domain < (uint)NamingClasses.Length
            ? NameFormat.Name(NamingClasses[name.Domain].Format, name.Index, name.Of, Device(traceEvent.Device))
            : NamingClass(name.Domain) + ":" + name.Index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An event of the scenario, or null for a number that it does not have.</summary>
    public CallName? Event(long number) => At(Events, number);

    /// <summary>An operation inside a probe (<see cref="CallStep.Ordinal"/>), or null for a number that the scenario does not have.</summary>
    public CallName? InProbe(long ordinal) => At(InProbes, ordinal);

    /// <summary>Node of a CPU, or -1 for no CPU.</summary>
    public int NodeOfCpu(int cpu) => (uint)cpu < (uint)_nodeOfCpu.Length ? _nodeOfCpu[cpu] : -1;

    /// <summary>
    /// Node an event belongs to: that of its CPU; for an event without a CPU the node whose actor system recorded it;
    /// -1 for one of the coordinator.
    /// </summary>
    public int NodeOf(in TraceEvent traceEvent) =>
        traceEvent.Cpu >= 0 ? NodeOfCpu(traceEvent.Cpu) : Math.Max(traceEvent.Partition - 1, -1);

    private static string KernelNameOf(DeviceSpec device) => device.KernelName ?? device.Name;

    private static string At(ImmutableArray<string> names, int number) =>
        (uint)number < (uint)names.Length ? names[number] : "#" + number.ToString(CultureInfo.InvariantCulture);

    private static CallName? At(ImmutableArray<CallName> calls, long number) =>
        number >= 0 && number < calls.Length ? calls[(int)number] : null;

    private static ImmutableArray<CallName> CallsInProbes(Scenario scenario)
    {
        var calls = scenario.Probes
            .SelectMany(ProbeSteps.All)
            .OfType<CallStep>()
            .ToList();
        var names = new CallName[calls.Select(c => c.Ordinal + 1).DefaultIfEmpty(0).Max()];
        Array.Fill(names, new CallName("", null));
        foreach (var call in calls)
        {
            names[call.Ordinal] = new CallName(Operation(call.Operation), call.Target);
        }

        return [.. names];
    }
}
