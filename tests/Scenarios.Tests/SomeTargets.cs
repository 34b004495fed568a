using System.Globalization;
using NumaProbe.Shared.Operations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Random operations with targets that exist.</summary>
internal sealed record SomeTargets(
    MachineTopology Topology,
    IReadOnlyList<string> Buses,
    IReadOnlyList<string> Modules,
    IReadOnlyList<string> Drivers,
    IReadOnlyList<string> Devices)
{
    private static readonly EventOperation[] Nested =
    [
        EventOperation.DeviceAdd, EventOperation.Reprobe, EventOperation.DeviceDel, EventOperation.Attach, EventOperation.Sleep, EventOperation.DriverRegister,
        EventOperation.NdDeviceRegister, EventOperation.DeviceLockBarrier,
    ];

    internal string Device(Random random) => Devices[random.Next(Devices.Count)];

    internal int? NodeWithMemory(Random random)
    {
        var nodes = Topology.Nodes.Where(n => n.MemoryBytes > 0).ToList();
        return nodes.Count == 0 ? null : nodes[random.Next(nodes.Count)].Id;
    }

    internal (EventOperation Operation, string? Target) Operation(Random random, bool nested)
    {
        while (true)
        {
            var operation = nested ? Nested[random.Next(Nested.Length)] : (EventOperation)random.Next(EventOperations.All.Count);
            if (Target(random, EventOperations.TargetOf(operation), out var target))
            {
                return (operation, target);
            }
        }
    }

    // strange names may have colons, and then a colon may have a device on either side more than once
    private string? Move(Random random) => $"{Device(random)}:{Device(random)}" is var move
        && Enumerable.Range(0, move.Length).Count(i => move[i] == ':' && Devices.Contains(move[..i], StringComparer.Ordinal) && Devices.Contains(move[(i + 1)..], StringComparer.Ordinal)) == 1
        ? move
        : null;

    private bool Target(Random random, EventTargetKind kind, out string? target)
    {
        target = kind switch
        {
            EventTargetKind.Device => Device(random),
            EventTargetKind.Driver => Drivers[random.Next(Drivers.Count)],
            EventTargetKind.Module => Modules.Count == 0 ? null : Modules[random.Next(Modules.Count)],
            EventTargetKind.DriverAndDevice => $"{Drivers[random.Next(Drivers.Count)]}:{Device(random)}",
            EventTargetKind.BusSwitch => $"{Buses[random.Next(Buses.Count)]}:{random.Next(2)}",
            EventTargetKind.Cpu => random.Next(Topology.CpuCount).ToString(CultureInfo.InvariantCulture),
            EventTargetKind.Node => Topology.Nodes.Where(n => n.Cpus.Length > 0).Select(n => n.Id.ToString(CultureInfo.InvariantCulture)).ElementAt(0),
            EventTargetKind.Duration => random.Next(2) == 0 ? "20" : "15ms",
            EventTargetKind.NodeAndDuration => $"{random.Next(-1, Topology.Nodes.Length + 1)}:{random.Next(40)}" + (random.Next(2) == 0 ? "ms" : ""),
            EventTargetKind.AsyncDomain => random.Next(2) == 0 ? EventTargets.DefaultDomain : EventTargets.ExclusiveDomain,
            EventTargetKind.DeviceAndNode => $"{Device(random)}:{random.Next(-1, Topology.Nodes.Length + 1)}",
            EventTargetKind.DeviceAndParent => Move(random),
            EventTargetKind.Cookie => random.Next(1, 9).ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        return target is not null || kind == EventTargetKind.None;
    }
}
