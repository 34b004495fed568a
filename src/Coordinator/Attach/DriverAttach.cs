using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_attach() and __driver_attach() of drivers/base/dd.c: a new driver looks at every device of its bus, in the order they
/// were added. Asynchronous: the device is claimed under its lock and one job a device goes to the device's node.
/// Synchronous: the walking thread probes. The probe's result is ignored.
/// </summary>
internal sealed class DriverAttach
{
    private readonly DriverCore _core;

    internal DriverAttach(DriverCore core) => _core = core;

    /// <summary>Walks the bus for a driver: one flow for all its devices, of which there may be very many.</summary>
    internal async Flow Attach(KernelTask task, DriverEntry driver)
    {
        var devices = driver.Bus.Devices;
        for (var i = 0; i < devices.Count; i++)
        {
            var device = devices[i];
            if (!device.OnBus)
            {
                continue;
            }

            if (!_core.Model.Matches(driver.Number, device.Number))
            {
                task.Owe(_core.Model.Costs.MatchNs);
                continue;
            }

            _core.Trace(TraceKind.Matched, task, device.Number, driver.Number);
            if (!_core.Policy.Allows(driver.Number))
            {
                task.Cpu = (await AskToProbe(task, driver, device)).Cpu;
            }
            else if ((await AskToClaim(task, driver, device)).Claimed)
            {
                await _core.Async.ScheduleOrRunInline(task, device, AsyncSide.Driver);
            }
        }
    }

    /// <summary>The asynchronous branch of __driver_attach().</summary>
    private AskAwaitable<ClaimDone> AskToClaim(KernelTask task, DriverEntry driver, DeviceEntry device) => _core.Partition.Ask<ClaimDone>(
        device.Address, new ClaimAsync(task.Context, driver.Number), task.TakeOwed() + _core.Model.Costs.MatchNs);

    /// <summary>The synchronous branch of __driver_attach().</summary>
    private AskAwaitable<ProbeDone> AskToProbe(KernelTask task, DriverEntry driver, DeviceEntry device) => _core.Partition.Ask<ProbeDone>(
        device.Address, new ProbeWithLock(task.Context, driver.Number, Defers: true), task.TakeOwed() + _core.Model.Costs.MatchNs);
}
