using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Devices;

/// <summary>A device of the scenario, before it is added. Its number is its place in <c>Scenario.Devices</c>.</summary>
/// <param name="Name">Unique device name.</param>
/// <param name="Match">What drivers of its bus match on (a modalias of one word).</param>
/// <param name="Bus">Name of its bus.</param>
/// <param name="NumaNode">
/// The node the firmware gives, or -1. May name a node that does not exist: the kernel then behaves as for -1.
/// </param>
/// <param name="Parent">Name of the parent device, or null.</param>
/// <param name="Suppliers">Names of devices that must be bound before this one is probed (managed device links).</param>
public sealed record DeviceSpec(
    string Name,
    string Match,
    string Bus,
    int NumaNode,
    string? Parent,
    ImmutableArray<string> Suppliers)
{
    /// <summary>What the bus's match() returns for the device and a driver that would take it, always or at first; null: it takes it.</summary>
    public ErrorResult? MatchError { get; init; }

    /// <summary>
    /// The naming class that the device's own name is of, or null: its number is taken when the device is registered (nd_device_register(),
    /// else device_add()) and given back when it is removed.
    /// </summary>
    public string? Naming { get; init; }

    /// <summary>The name the kernel gives the device where it differs from <see cref="Name"/> (recordings: MATCH.INDEX), or null.</summary>
    public string? KernelName { get; init; }

    /// <summary>The physical function whose virtual function the device is, or null (pci_dev->physfn).</summary>
    public string? PhysicalFunction { get; init; }
}
