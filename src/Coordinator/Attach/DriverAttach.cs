using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// driver_attach() and __driver_attach() of drivers/base/dd.c: a new driver looks at every device of its bus, in the order they
/// were added. Asynchronous: the device is claimed under its lock and one job a device goes to the device's node; up to 4.20 one job walks the
/// bus in the driver's stead. Synchronous: the walking thread probes. The probe's result is ignored. Generations differ in these
/// jobs, in whether they are queued under the lock, and in what an error of match() does to the walk.
/// </summary>
internal sealed class DriverAttach
{
    private readonly DriverCore _core;
    private readonly bool _oneJobForTheDriver;
    private readonly bool _schedulesLocked;

    internal DriverAttach(DriverCore core)
    {
        _core = core;
        _oneJobForTheDriver = core.Model.Generation.DriverSideJobs == DriverSideJobs.OneForTheDriver;
        _schedulesLocked = core.Model.Generation.DriverSideSchedulesLocked;
    }

    /// <summary>bus_add_driver(): walks the bus for a driver, or queues the job that does.</summary>
    /// <returns>0, or the error of match() that ended the walk.</returns>
    internal async Flow<int> Attach(KernelTask task, DriverEntry driver)
    {
        if (_oneJobForTheDriver && _core.Policy.Allows(driver.Number))
        {
            await _core.Async.ScheduleWalk(task, driver.Number);
            return 0;
        }

        return await Walk(task, driver, isJob: false);
    }

    /// <summary>driver_attach_async() (up to 4.20): the walk in a worker, which probes each device itself. An error of it is nobody's.</summary>
    internal async Flow AttachInJob(KernelTask task, int driver) => await Walk(task, _core.Registry.Driver(driver), isJob: true);

    /// <summary>One flow for all devices of the bus, of which there may be very many.</summary>
    private async Flow<int> Walk(KernelTask task, DriverEntry driver, bool isJob)
    {
        var devices = driver.Bus.Devices;
        for (var i = 0; i < devices.Count; i++)
        {
            if (isJob && _core.Registry.Driver(driver.Number).Freed)
            {
                _core.Find(FindingKind.DriverUseAfterFree, task.Context, -1, driver.Number);
                return 0;
            }

            var device = devices[i];
            if (!device.OnBus)
            {
                continue;
            }

            var match = _core.Match.Of(driver.Number, device.Number);
            if (match == 0 || (match < 0 && !IsProbedAllTheSame(task, driver, device, match)))
            {
                task.Owe(_core.Model.Costs.MatchNs);
                if (EndsWalk(match))
                {
                    _core.Find(FindingKind.WalkCutShort, task.Context, device.Number, driver.Number);
                    return match;
                }

                continue;
            }

            _core.Trace(TraceKind.Matched, task, device.Number, driver.Number);
            if (isJob || !_core.Policy.Allows(driver.Number))
            {
                device.Users++;
                task.Cpu = (await AskToProbe(task, driver, device)).Cpu;
                device.Users--;
            }
            else if ((await AskToClaim(task, driver, device)).Claimed)
            {
                await _core.Async.ScheduleOrRunInline(task, device, AsyncSide.Driver);
                if (_schedulesLocked)
                {
                    _core.Locks.Give(task, device);
                }
            }
        }

        return 0;
    }

    private bool EndsWalk(int match) =>
        match < 0 && match != Errno.ProbeDefer && _core.Model.Generation.MatchErrorEndsDriverWalk;

    /// <summary>What an error of match() means for its device: it is deferred, and up to 5.10 probed all the same, or passed over.</summary>
    private bool IsProbedAllTheSame(KernelTask task, DriverEntry driver, DeviceEntry device, int match)
    {
        if (match == Errno.ProbeDefer)
        {
            _core.Deferred.Add(task.Context, device, DeferReason.MatchRequest, -1);
            if (_core.Model.Generation.MatchDeferralProbesAnyway)
            {
                return true;
            }
        }

        _core.Trace(TraceKind.Skipped, task, device.Number, driver.Number, a: (long)SkipReason.MatchError);
        return false;
    }

    /// <summary>The asynchronous branch of __driver_attach().</summary>
    private AskAwaitable<ClaimDone> AskToClaim(KernelTask task, DriverEntry driver, DeviceEntry device) => _core.Partition.Ask<ClaimDone>(
        device.Address, new ClaimAsync(task.Context, driver.Number, _schedulesLocked), task.TakeOwed() + _core.Model.Costs.MatchNs);

    /// <summary>The synchronous branch of __driver_attach().</summary>
    private AskAwaitable<ProbeDone> AskToProbe(KernelTask task, DriverEntry driver, DeviceEntry device) => _core.Partition.Ask<ProbeDone>(
        device.Address, new ProbeWithLock(task.Context, driver.Number, Defers: true), task.TakeOwed() + _core.Model.Costs.MatchNs);
}
