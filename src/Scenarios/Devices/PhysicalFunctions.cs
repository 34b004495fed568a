using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Devices;

namespace NumaProbe.Scenarios.Devices;

/// <summary>
/// Checks whose virtual functions devices are: the physical function exists, is on the same bus, that is a PCI one, and is no virtual function
/// itself, so that none can be its own.
/// </summary>
/// <param name="devices">The devices read, which follow those that were there before.</param>
/// <param name="entryOf">Where a device read stands.</param>
/// <param name="context">The file's context.</param>
internal sealed class PhysicalFunctions(List<DeviceSpec> devices, Func<int, DeviceMarks> entryOf, BindContext context)
{
    private readonly HashSet<Mark> _reported = [];
    private readonly int _before = context.Known?.Devices.Count ?? 0;

    internal void Check()
    {
        for (var d = 0; d < devices.Count; d++)
        {
            if (devices[d].PhysicalFunction is { } name)
            {
                Check(devices[d], name, entryOf(d).PhysicalFunction);
            }
        }
    }

    private void Check(DeviceSpec device, string name, Mark mark)
    {
        if (!context.PciBuses.Contains(device.Bus))
        {
            Report(mark, $"device {Quoted.Text(device.Name)} has a physical function", $"its bus {Quoted.Text(device.Bus)} is not PCI", "remove physfn, or put it on a bus of type pci");
            return;
        }

        var place = context.Devices.PlaceOf(name);
        if (place < 0)
        {
            if (_reported.Add(mark))
            {
                context.Devices.Resolve(name, mark);
            }

            return;
        }

        var (bus, isVirtual) = place >= _before
            ? (devices[place - _before].Bus, devices[place - _before].PhysicalFunction is not null)
            : (context.Known!.PhysicalFunctions.GetValueOrDefault(name), !context.Known.PhysicalFunctions.ContainsKey(name));
        if (isVirtual)
        {
            Report(mark, $"{Quoted.Text(name)} is no physical function", "it is a virtual function itself, or not on a PCI bus", "name the device whose driver makes the virtual functions");
        }
        else if (!string.Equals(bus, device.Bus, StringComparison.Ordinal))
        {
            Report(mark, $"{Quoted.Text(name)} is on another bus", "a virtual function is on the bus of its physical function", "put both on one bus");
        }
    }

    private void Report(Mark mark, string what, string why, string instead)
    {
        if (_reported.Add(mark))
        {
            context.Problems.Add(mark, what, why, instead);
        }
    }
}
