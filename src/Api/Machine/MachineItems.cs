using NumaProbe.Api.Records;
using NumaProbe.Api.Settings;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;

namespace NumaProbe.Api.Machine;

/// <summary>Makes documents of the machine's parts.</summary>
internal static class MachineItems
{
    internal static DeviceItem Device(MachineSnapshot machine, int number)
    {
        var state = machine.View.Device(number);
        var names = machine.Names;
        return new DeviceItem(
            names.Device(number), names.KernelName(number), state.Word,
            state.WasAdded ? state.Node : null,
            state.BoundTo >= 0 ? names.Driver(state.BoundTo) : null,
            state.IsDeferred ? ApiJson.Word(state.DeferReason) : null,
            state.IsDeferred && state.WaitsFor >= 0 ? names.Device(state.WaitsFor) : null,
            state.Attempts,
            state.LastDriver >= 0 ? names.Driver(state.LastDriver) : null,
            state.LastResult is { } result ? Result(result) : null);
    }

    internal static DriverItem Driver(MachineSnapshot machine, int number)
    {
        var state = machine.View.Driver(number);
        return new DriverItem(machine.Names.Driver(number), state.IsRegistered, state.Bound, state.Probes, state.Failures);
    }

    /// <summary>The numbers of the nodes' CPUs, by node.</summary>
    internal static List<int>[] CpusByNode(TraceNames names)
    {
        var cpus = Enumerable.Range(0, names.Nodes).Select(_ => new List<int>()).ToArray();
        for (var cpu = 0; cpu < ScenarioLimits.Cpus; cpu++)
        {
            if (names.NodeOfCpu(cpu) is >= 0 and var node)
            {
                cpus[node].Add(cpu);
            }
        }

        return cpus;
    }

    /// <summary>Devices present and bound of each node.</summary>
    internal static (int Present, int Bound)[] CountByNode(MachineSnapshot machine)
    {
        var counts = new (int Present, int Bound)[machine.Names.Nodes];
        for (var number = 0; number < machine.View.DeviceCount; number++)
        {
            var device = machine.View.Device(number);
            if (device.IsPresent && (uint)device.Node < (uint)counts.Length)
            {
                counts[device.Node].Present++;
                counts[device.Node].Bound += device.BoundTo >= 0 ? 1 : 0;
            }
        }

        return counts;
    }

    private static string Result(long result) =>
        result is < 0 and >= int.MinValue ? "-" + Errno.Name((int)result).TrimStart('-') : result.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
