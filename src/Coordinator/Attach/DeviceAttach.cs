using NumaProbe.Shared;
using NumaProbe.Coordinator.Async;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Coordinator.Locks;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

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

    private readonly CoreContext _core;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly BusMatch _match;
    private readonly AsyncEntries _asyncEntries;
    private readonly DeferredProbing _deferred;
    private readonly DeviceLocks _locks;
    private readonly Dictionary<int, DriverWalk> _walks = [];
    private readonly bool _ignoresDead;
    private readonly bool _schedulesLocked;
    private int _lastWalk;

    internal DeviceAttach(CoreContext core, BusRegistry registry, AsyncProbePolicy policy, BusMatch match, AsyncEntries asyncEntries, DeferredProbing deferred, DeviceLocks locks)
    {
        _core = core;
        _registry = registry;
        _policy = policy;
        _match = match;
        _asyncEntries = asyncEntries;
        _deferred = deferred;
        _locks = locks;
        _ignoresDead = core.Model.Generation.DeadFlag == DeadFlag.DriverSideAndHelpers;
        _schedulesLocked = core.Model.Generation.DeviceSideRefused == RefusedAsync.InlineWhileLocked;
    }

    /// <summary>device_initial_probe(), only if the bus probes automatically.</summary>
    /// <param name="task">The thread.</param>
    /// <param name="device">The device.</param>
    /// <param name="isNew">Called by device_add(): nobody else has had the device yet.</param>
    internal async Flow DeviceInitialProbe(KernelTask task, DeviceEntry device, bool isNew)
    {
        if (!device.Bus.DriversAutoprobe)
        {
            _core.Trace(new SkippedEvent(SkipReason.AutoprobeOff), task, device.Number);
            return;
        }

        // with no driver on the bus the lock would be taken for nothing, and nobody else can hold it
        if (isNew && device.Bus.Drivers.TrueForAll(static driver => driver.Removed))
        {
            return;
        }

        if (await AttachDevice(task, device, allowAsync: true) == RetrySynchronously)
        {
            await AttachDevice(task, device, allowAsync: false);
        }
    }

    /// <summary>__device_attach().</summary>
    /// <returns>1 bound, 0 no driver, negative: the core refused, 2: see <see cref="RefusedAsync.RedoSynchronously"/>.</returns>
    internal async Flow<int> AttachDevice(KernelTask task, DeviceEntry device, bool allowAsync)
    {
        device.Users++;
        var locked = await _locks.Take(task, device);
        var result = 0;
        var haveAsync = false;
        if (locked.Dead && !_ignoresDead)
        {
            _core.Trace(new SkippedEvent(SkipReason.Dead), task, device.Number);
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
            await _asyncEntries.AsyncScheduleDev(task, device, AsyncSide.Device);
            schedules = false;
        }

        _locks.Give(task, device);
        device.Users--;
        return schedules ? await Schedule(task, device) : result;
    }

    /// <summary>One step of the second pass, for the worker that holds the device lock.</summary>
    internal async Flow<DriverFound> NextAsyncDriver(NextAsyncDriver request)
    {
        var device = _registry.Current(request.Device);
        var number = request.Walk == 0 ? ++_lastWalk : request.Walk;
        if (request.Walk == 0)
        {
            _walks[number] = new DriverWalk(device.Bus);
        }

        var walk = _walks[number];
        while (walk.Next() is { } driver)
        {
            await _core.Partition.Delay(_core.Model.Costs.MatchNs);
            if (!_policy.DriverAllowsAsyncProbing(driver.Number))
            {
                continue;
            }

            var match = _match.DriverMatchDevice(driver.Number, device.Number);
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
            _deferred.DriverDeferredProbeAdd(context, device, DeferReason.MatchRequest, -1);
            if (_core.Model.Generation.MatchDeferralProbesAnyway)
            {
                return false;
            }
        }

        _core.Trace(new SkippedEvent(SkipReason.MatchError), context, device.Number, driver.Number);
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
            var match = _match.DriverMatchDevice(driver.Number, device.Number);
            if (match == 0)
            {
                continue;
            }

            if (match < 0 && EndsWalk(task.Context, driver, device, match))
            {
                walk.End();
                return (match, haveAsync);
            }

            _core.Trace(default(MatchedEvent), task, device.Number, driver.Number);
            var isAsync = _policy.DriverAllowsAsyncProbing(driver.Number);
            haveAsync |= isAsync;
            if (onlySynchronous && isAsync)
            {
                continue;
            }

            var probed = await _core.Ask(device.Address).ProbeLocked(task.Context, driver.Number, defers: true);
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
            await _asyncEntries.AsyncScheduleDev(task, device, AsyncSide.Device);
            return 0;
        }

        if (_asyncEntries.AsyncScheduleDevNocall(task, device, AsyncSide.Device))
        {
            return 0;
        }

        // async_schedule_dev_nocall() takes no cookie when it refuses
        _core.Trace(new AsyncInlineEvent(0, AsyncSide.Device), task, device.Number);
        return RetrySynchronously;
    }
}
