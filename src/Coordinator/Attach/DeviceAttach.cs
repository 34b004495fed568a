using NumaProbe.Actors.Flows;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Attach;

/// <summary>
/// __device_attach(), device_attach() and device_initial_probe() of drivers/base/dd.c: a device looks at every driver of its
/// bus, in registration order. First pass: synchronous drivers, in the calling thread. If none bound and there are asynchronous ones,
/// a second pass runs as one job on the device's node. Owns the walks of those jobs. Generations differ in whether a dying device is
/// noticed, whether the job is queued under the lock, what happens when it is refused, and in what an error of match() does.
/// </summary>
internal sealed class DeviceAttach
{
    /// <summary>What __device_attach() returns when its job was refused and must be redone synchronously (6.12).</summary>
    private const int RetrySynchronously = 2;

    private readonly DriverCore _core;
    private readonly Dictionary<int, DriverWalk> _walks = [];
    private readonly bool _ignoresDead;
    private readonly bool _schedulesLocked;
    private int _lastWalk;

    internal DeviceAttach(DriverCore core)
    {
        _core = core;
        _ignoresDead = core.Model.Generation.DeadFlag == DeadFlag.DriverSideAndHelpers;
        _schedulesLocked = core.Model.Generation.DeviceSideRefused == RefusedAsync.InlineWhileLocked;
    }

    /// <summary>device_initial_probe(), only if the bus probes automatically.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="isNew">Called by device_add(): nobody else has had the device yet.</param>
    internal async Flow InitialProbe(KernelTask task, DeviceEntry device, bool isNew)
    {
        if (!device.Bus.DriversAutoprobe)
        {
            _core.Trace(TraceKind.Skipped, task, device.Number, a: (long)SkipReason.AutoprobeOff);
            return;
        }

        // with no driver on the bus the lock would be taken for nothing, and nobody else can hold it
        if (isNew && device.Bus.Drivers.TrueForAll(static driver => driver.Removed))
        {
            return;
        }

        if (await Attach(task, device, allowAsync: true) == RetrySynchronously)
        {
            await Attach(task, device, allowAsync: false);
        }
    }

    /// <summary>__device_attach().</summary>
    /// <returns>1 bound, 0 no driver, negative: the core refused, 2: see <see cref="RefusedAsync.RedoSynchronously"/>.</returns>
    internal async Flow<int> Attach(KernelTask task, DeviceEntry device, bool allowAsync)
    {
        device.Users++;
        var locked = await _core.Locks.Take(task, device);
        var result = 0;
        var haveAsync = false;
        if (locked.Dead && !_ignoresDead)
        {
            _core.Trace(TraceKind.Skipped, task, device.Number, a: (long)SkipReason.Dead);
        }
        else if (locked.Driver >= 0)
        {
            result = 1;
        }
        else
        {
            (result, haveAsync) = await WalkSynchronously(task, device, allowAsync);
        }

        var schedules = result == 0 && allowAsync && haveAsync;
        if (schedules && _schedulesLocked)
        {
            await _core.Async.ScheduleOrRunInline(task, device, AsyncSide.Device);
            schedules = false;
        }

        _core.Locks.Give(task, device);
        device.Users--;
        return schedules ? await Schedule(task, device) : result;
    }

    /// <summary>One step of the second pass, for the worker that holds the device lock.</summary>
    internal async Flow<DriverFound> NextAsyncDriver(NextAsyncDriver request)
    {
        var device = _core.Registry.Current(request.Device);
        var number = request.Walk == 0 ? ++_lastWalk : request.Walk;
        if (request.Walk == 0)
        {
            _walks[number] = new DriverWalk(device.Bus);
        }

        var walk = _walks[number];
        while (walk.Next() is { } driver)
        {
            await _core.Partition.Delay(_core.Model.Costs.MatchNs);
            if (!_core.Policy.Allows(driver.Number))
            {
                continue;
            }

            var match = _core.Match.Of(driver.Number, device.Number);
            if (match < 0 && EndsWalk(request.Context, driver, device, match))
            {
                walk.End();
                break;
            }

            if (match != 0)
            {
                return new DriverFound(driver.Number, number);
            }
        }

        _walks.Remove(number);
        return new DriverFound(-1, number);
    }

    /// <summary>An error of match() ends the search; only -EPROBE_DEFER did not up to 5.10, when the device was deferred and probed all the same.</summary>
    private bool EndsWalk(ThreadContext context, DriverEntry driver, DeviceEntry device, int match)
    {
        if (match == Errno.ProbeDefer)
        {
            _core.Deferred.Add(context, device, DeferReason.MatchRequest, -1);
            if (_core.Model.Generation.MatchDeferralProbesAnyway)
            {
                return false;
            }
        }

        _core.Trace(TraceKind.Skipped, context, device.Number, driver.Number, a: (long)SkipReason.MatchError);
        return true;
    }

    /// <summary>The worker needs no further driver.</summary>
    internal void EndWalk(int walk)
    {
        _walks.Remove(walk, out var ended);
        ended!.End();
    }

    /// <summary>bus_for_each_drv() with __device_attach_driver(): every matching driver, or only the synchronous ones.</summary>
    private async Flow<(int Result, bool HaveAsync)> WalkSynchronously(KernelTask task, DeviceEntry device, bool onlySynchronous)
    {
        var haveAsync = false;
        var walk = new DriverWalk(device.Bus);
        while (walk.Next() is { } driver)
        {
            await _core.Partition.Delay(_core.Model.Costs.MatchNs);
            var match = _core.Match.Of(driver.Number, device.Number);
            if (match == 0)
            {
                continue;
            }

            if (match < 0 && EndsWalk(task.Context, driver, device, match))
            {
                walk.End();
                return (match, haveAsync);
            }

            _core.Trace(TraceKind.Matched, task, device.Number, driver.Number);
            var isAsync = _core.Policy.Allows(driver.Number);
            haveAsync |= isAsync;
            if (onlySynchronous && isAsync)
            {
                continue;
            }

            var probed = await _core.Partition.Ask<ProbeDone>(
                device.Address, new ProbeLocked(task.Context, driver.Number, Defers: true));
            task.Cpu = probed.Cpu;
            if (probed.Result <= 0)
            {
                walk.End();
                return (probed.Result == 0 ? 1 : probed.Result, haveAsync);
            }
        }

        return (0, haveAsync);
    }

    private async Flow<int> Schedule(KernelTask task, DeviceEntry device)
    {
        if (_core.Model.Generation.DeviceSideRefused == RefusedAsync.InlineAfterUnlock)
        {
            await _core.Async.ScheduleOrRunInline(task, device, AsyncSide.Device);
            return 0;
        }

        if (_core.Async.TrySchedule(task, device, AsyncSide.Device))
        {
            return 0;
        }

        // async_schedule_dev_nocall() takes no cookie when it refuses
        _core.Trace(TraceKind.AsyncInline, task, device.Number, a: 0, b: (long)AsyncSide.Device);
        return RetrySynchronously;
    }
}
