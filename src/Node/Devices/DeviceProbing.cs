using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node.Devices;

/// <summary>
/// driver_probe_device(), really_probe() and __device_release_driver() of drivers/base/dd.c, always under the device's lock. Owns
/// nothing: what a probe leaves behind is the device's.
/// </summary>
internal sealed class DeviceProbing
{
    private const int NoSuchDevice = -19;
    private const int Busy = -16;
    private const int NoDriver = DeviceActor.NoDriver;

    private readonly NodeState _state;

    internal DeviceProbing(NodeState state) => _state = state;

    /// <summary>Probes with one driver.</summary>
    /// <param name="device">The device.</param>
    /// <param name="context">The probing thread; it holds the lock.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() (true) or only __driver_probe_device().</param>
    internal async Flow<ProbeDone> Probe(DeviceActor device, ThreadContext context, int driver, bool defers)
    {
        if (Refusal(device) is { } refusal)
        {
            device.Skip(context, driver, refusal.Reason);
            return new ProbeDone(refusal.Result, context.Cpu);
        }

        var partition = device.Partition;
        var admitted = await partition.Ask<ProbeAdmitted>(
            Addresses.Core, new ProbeEntered(context, device.Device, driver, defers), _state.Model.Costs.ProbeOverheadNs);
        if (admitted.Supplier >= 0)
        {
            return new ProbeDone(ProbeBody.ProbeDefer, context.Cpu);
        }

        device.Driver = driver;
        var body = BeginBody(device, OnOnlineCpu(context), driver, admitted.Instance);
        var result = await body.Run(_state.Model.Rules.Find(device.Device, driver), device.Failures?.GetValueOrDefault(driver) ?? 0);
        if (result != 0 && device.Parts is { } parts)
        {
            await parts.WaitForAll(body.Context);
        }

        if (partition.NowNs == body.SinceNs)
        {
            await partition.Delay(_state.Model.Costs.MinimumCallNs);
        }

        EndBody(device, body, driver, result, admitted.Instance);
        await partition.Ask<Done>(
            Addresses.Core,
            new ProbeEnded(body.Caller, device.Device, driver, defers, -result, admitted.TriggerCount, admitted.Instance),
            result == 0 ? _state.Model.Costs.BindNs : 0);
        return new ProbeDone(-result, body.Caller.Cpu);
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
        _state.Tracer.Emit(TraceKind.RemoveStart, partition.NowNs, context.Thread, context.Cpu, device.Device, driver);
        await partition.Delay(Math.Max(rule.RemoveNs, _state.Model.Costs.MinimumCallNs));
        _state.Tracer.Emit(TraceKind.RemoveEnd, partition.NowNs, context.Thread, context.Cpu, device.Device, driver);
        device.Driver = NoDriver;
        await partition.Ask<Done>(Addresses.Core, new DriverUnbound(context, device.Device, driver, device.Instance));
        device.Instance = -1;
    }

    /// <summary>A worker runs a part of a probe of the device.</summary>
    internal async Flow<ProbeDone> RunPart(DeviceActor device, RunPart request) =>
        new(0, await device.Parts!.Execute(OnOnlineCpu(request.Context), request.Part, request.Cookie));

    /// <summary>A thread that waited for the lock goes on where it can: its CPU may have gone offline meanwhile.</summary>
    private ThreadContext OnOnlineCpu(ThreadContext context) => context with { Cpu = _state.Online.Nearest(context.Cpu) };

    /// <summary>The checks of __driver_probe_device().</summary>
    private static (int Result, SkipReason Reason)? Refusal(DeviceActor device)
    {
        if (device.Dead)
        {
            return (NoSuchDevice, SkipReason.Dead);
        }

        if (device.Driver != NoDriver)
        {
            return (Busy, SkipReason.Bound);
        }

        return device.Ready ? null : (ProbeBody.ProbeDefer, SkipReason.NotReady);
    }

    private ProbeBody BeginBody(DeviceActor device, ThreadContext context, int driver, int instance)
    {
        var tries = device.Tries++;
        var body = new ProbeBody(_state, device, context, tries, driver);
        _state.Tracer.Emit(
            TraceKind.ProbeStart, body.SinceNs, context.Thread, context.Cpu, device.Device, driver,
            a: (long)context.How, b: instance, c: tries, d: context.IsAsync ? 1 : 0);
        return body;
    }

    private void EndBody(DeviceActor device, ProbeBody body, int driver, int result, int instance)
    {
        var after = body.Caller;
        var nowNs = device.Partition.NowNs;
        _state.Tracer.Emit(TraceKind.ProbeEnd, nowNs, after.Thread, after.Cpu, device.Device, driver, a: result);
        _state.Tracer.Emit(
            TraceKind.ProbeCost, nowNs, after.Thread, after.Cpu, device.Device, driver,
            a: body.HardwareNs, b: body.WorkNs, c: body.SharingNs, d: body.RemoteNs);
        if (result == 0)
        {
            device.Instance = instance;
            return;
        }

        device.Driver = NoDriver;
        device.Failures ??= [];
        device.Failures[driver] = device.Failures.GetValueOrDefault(driver) + 1;
    }
}
