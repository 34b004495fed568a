using NumaProbe.Node.State;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// driver_probe_device(), really_probe() and __device_release_driver() of drivers/base/dd.c, always under the device's lock. Owns
/// nothing: what a probe leaves behind is the device's.
/// </summary>
internal sealed class DeviceProbing
{
    private const int NoDriver = DeviceActor.NoDriver;
    private const int NoSupplier = -1;

    private readonly NodeState _state;
    private readonly ProbePlacement _placement;

    internal DeviceProbing(NodeState state)
    {
        _state = state;
        _placement = new ProbePlacement(state);
        PendingDrivers = new PendingDrivers(state.Model.Generation);
    }

    /// <summary>How drivers wait on devices for their jobs: one for all devices.</summary>
    internal PendingDrivers PendingDrivers { get; }

    /// <summary>Probes with one driver.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The probing thread; it holds the lock.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() (true) or only __driver_probe_device().</param>
    /// <param name="ignoresDead">Probes a device whose removal has begun.</param>
    internal async Flow<ProbeDone> Probe(DeviceActor device, ThreadContext context, int driver, bool defers, bool ignoresDead = false)
    {
        if (Refusal(device, ignoresDead) is { } refusal)
        {
            device.Skip(context, driver, refusal.Reason);
            return new ProbeDone(refusal.Result, context.Cpu);
        }

        var partition = device.Partition;
        var since = partition.NowNs;
        var admitted = await partition.Ask<ProbeAdmitted>(
            Addresses.Core, new ProbeEntered(context, device.Device, driver, defers), _state.Model.Costs.ProbeOverheadNs);
        if (admitted.Supplier != NoSupplier)
        {
            var refused = admitted.Supplier == ProbeAdmitted.DriverIsFreed ? Errno.NoSuchDevice : Errno.ProbeDefer;
            PrintReturn(device, context, driver, refused, since);
            return new ProbeDone(refused, context.Cpu);
        }

        device.Driver = driver;
        int result;
        if (_placement.CpuFor(device, context, admitted) is { } cpu)
        {
            result = await _placement.HandOver(device, context, driver, admitted.Instance, cpu);
            context = OnOnlineCpu(context);
        }
        else
        {
            var body = BeginBody(device, OnOnlineCpu(context), driver, admitted.Instance);
            result = await Run(device, body, driver);
            await BeforeReturn(device, body, result);
            EndBody(device, body, driver, result, admitted.Instance);
            context = body.Caller;
        }

        await partition.Ask<Done>(
            Addresses.Core,
            new ProbeEnded(context, device.Device, driver, defers, -result, admitted.TriggerCount, admitted.Instance),
            result == 0 ? _state.Model.Costs.BindNs : 0);
        PrintReturn(device, context, driver, -result, since);
        return new ProbeDone(-result, context.Cpu);
    }

    /// <summary>The worker's part of a probe that was handed over.</summary>
    /// <param name="device">The device; the thread that handed it over holds its lock.</param>
    /// <param name="worker">The worker.</param>
    internal async Flow<ProbeDone> RunHandedOver(DeviceActor device, ThreadContext worker)
    {
        var probe = device.HandedOver!;
        device.HandedOver = null;
        var context = probe.Caller with { Thread = worker.Thread, Cpu = worker.Cpu, SoftAffinity = worker.SoftAffinity };
        var body = BeginBody(device, OnOnlineCpu(context), probe.Driver, probe.Instance);
        probe.Result = await Run(device, body, probe.Driver);
        await BeforeReturn(device, body, probe.Result);
        EndBody(device, body, probe.Driver, probe.Result, probe.Instance);
        probe.Over.Raise();
        return new ProbeDone(0, body.Caller.Cpu);
    }

    /// <summary>The walk of __device_attach_async_helper(): asynchronous drivers in registration order, until one binds or the core refuses.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The worker; it holds the lock.</param>
    /// <returns>The CPU the worker is on at the end.</returns>
    internal async Flow<int> ProbeFirstAsyncDriver(DeviceActor device, ThreadContext context)
    {
        var partition = device.Partition;
        var walk = 0;
        while (true)
        {
            var found = await partition.Ask<DriverFound>(Addresses.Core, new NextAsyncDriver(context, device.Device, walk));
            if (found.Driver == NoDriver)
            {
                if (walk == 0)
                {
                    device.Skip(context, NoDriver, SkipReason.NoDriver);
                }

                return context.Cpu;
            }

            walk = found.Walk;
            var done = await Probe(device, context, found.Driver, defers: true);
            context = context with { Cpu = done.Cpu };
            if (done.Result <= 0)
            {
                partition.Send(Addresses.Core, new EndWalk(walk), ReplyTo.None, 0);
                return context.Cpu;
            }
        }
    }

    /// <summary>__device_release_driver() once the links allow it: remove(), unbind, give back.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The removing thread; it holds the lock.</param>
    internal async Flow Remove(DeviceActor device, ThreadContext context)
    {
        var partition = device.Partition;
        var driver = device.Driver;
        Invariant.Require(driver != NoDriver, "remove-has-a-driver", device.Device);
        var rule = _state.Model.Rules.Find(device.Device, driver);
        await partition.Delay(_state.Model.Costs.RemoveOverheadNs);
        if (device.Parts is { } parts)
        {
            await parts.WaitForAll(context);
        }

        context = OnOnlineCpu(context);
        _state.Tracer.Emit(default(RemoveStartEvent), partition.NowNs, context.Thread, context.Cpu, device.Device, driver);
        var removeNs = DurationDraw.Once(_state.Model.Seed, rule.Remove, device.Device, driver, device.Tries, DurationDraw.OfRemove);
        await WorkerSleep.For(partition, _state.Model, context.Thread, Math.Max(removeNs, _state.Model.Costs.MinimumCallNs));
        _state.Tracer.Emit(default(RemoveEndEvent), partition.NowNs, context.Thread, context.Cpu, device.Device, driver);
        device.Driver = NoDriver;
        PendingDrivers.DriverDataCleared(device);
        await partition.Ask<Done>(Addresses.Core, new DriverUnbound(context, device.Device, driver, device.Instance));
        device.Instance = -1;
    }

    /// <summary>A worker runs a part of a probe of the device.</summary>
    internal async Flow<ProbeDone> RunPart(DeviceActor device, RunPart request) =>
        new(0, await device.Parts!.Execute(OnOnlineCpu(request.Context), request.Part, request.Cookie));

    private Flow<int> Run(DeviceActor device, ProbeBody body, int driver) =>
        body.Run(_state.Model.Rules.Find(device.Device, driver), device.Failures?.GetValueOrDefault(driver) ?? 0);

    // most probes have taken time and have no parts: nothing is left to wait for then, and no flow is made for it
    private Flow BeforeReturn(DeviceActor device, ProbeBody body, int result) =>
        device.Partition.NowNs != body.SinceNs && (result == 0 || device.Parts is null) ? Flow.Completed : WaitBeforeReturn(device, body, result);

    /// <summary>A probe that fails waits for its parts, and any call takes some time.</summary>
    private async Flow WaitBeforeReturn(DeviceActor device, ProbeBody body, int result)
    {
        if (result != 0 && device.Parts is { } parts)
        {
            await parts.WaitForAll(body.Context);
        }

        if (device.Partition.NowNs == body.SinceNs)
        {
            await device.Partition.Delay(_state.Model.Costs.MinimumCallNs);
        }
    }

    /// <summary>A thread that waited for the lock goes on where it can: its CPU may have gone offline meanwhile.</summary>
    private ThreadContext OnOnlineCpu(ThreadContext context) => context with { Cpu = _state.Online.Nearest(context.Cpu) };

    /// <summary>The checks of __driver_probe_device(); up to 5.10 its callers make some of them.</summary>
    private static (int Result, SkipReason Reason)? Refusal(DeviceActor device, bool ignoresDead)
    {
        if (device.Dead && !ignoresDead)
        {
            return (Errno.NoSuchDevice, SkipReason.Dead);
        }

        if (device.HasLeftSysfs)
        {
            return (Errno.NoSuchDevice, SkipReason.NotRegistered);
        }

        if (device.Driver != NoDriver)
        {
            return (Errno.Busy, SkipReason.Bound);
        }

        return device.Ready ? null : (Errno.ProbeDefer, SkipReason.NotReady);
    }

    /// <summary>The line of initcall_debug: what really_probe() returned. Waiting for the lock is not in its time.</summary>
    private void PrintReturn(DeviceActor device, ThreadContext context, int driver, int result, long since)
    {
        if (_state.PrintsProbes)
        {
            var nowNs = device.Partition.NowNs;
            _state.Tracer.Emit(
                new ProbeReturnedEvent(Printed(result, _state.Model.Generation.ProbeReturn), nowNs - since),
                nowNs, context.Thread, context.Cpu, device.Device, driver);
        }
    }

    private static int Printed(int result, ProbeReturn convention) =>
        result < 0 || convention == ProbeReturn.ErrnoOfProbe ? result : result == 0 ? 1 : 0;

    private ProbeBody BeginBody(DeviceActor device, ThreadContext context, int driver, int instance)
    {
        var tries = device.Tries++;
        var body = new ProbeBody(_state, device, context, tries, driver);
        _state.Tracer.Emit(
            new ProbeStartEvent(context.How, instance, tries, context.CurrentIsAsync),
            body.SinceNs, context.Thread, context.Cpu, device.Device, driver);
        return body;
    }

    private void EndBody(DeviceActor device, ProbeBody body, int driver, int result, int instance)
    {
        var after = body.Caller;
        var nowNs = device.Partition.NowNs;
        _state.Tracer.Emit(new ProbeEndEvent(result), nowNs, after.Thread, after.Cpu, device.Device, driver);
        _state.Tracer.Emit(
            new ProbeCostEvent(body.HardwareNs, body.WorkNs, body.SharingNs, body.RemoteNs),
            nowNs, after.Thread, after.Cpu, device.Device, driver);
        if (result == 0)
        {
            device.Instance = instance;
            PendingDrivers.DriverDataTaken(device);
            return;
        }

        device.Driver = NoDriver;
        PendingDrivers.DriverDataCleared(device);
        device.Failures ??= [];
        device.Failures[driver] = device.Failures.GetValueOrDefault(driver) + 1;
    }
}
