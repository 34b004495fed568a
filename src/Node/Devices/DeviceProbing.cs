using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node.Devices;

/// <summary>
/// driver_probe_device(), really_probe() and __device_release_driver() of drivers/base/dd.c for one device, always under its
/// lock. Owns what a bound driver leaves behind (instance, counts of tries).
/// </summary>
internal sealed class DeviceProbing
{
    private const int NoSuchDevice = -19;
    private const int Busy = -16;
    private const int NoDriver = -1;

    private readonly DeviceActor _device;
    private readonly NodeState _state;
    private readonly int _numaNode;
    private readonly DeviceParts _parts;
    private Dictionary<int, int>? _failures;
    private int _instance = -1;
    private int _tries;

    internal DeviceProbing(DeviceActor device, NodeState state, int numaNode)
    {
        _device = device;
        _state = state;
        _numaNode = numaNode;
        _parts = new DeviceParts(device, state, numaNode);
    }

    private Partition Partition => _device.Partition;

    /// <summary>Probes with one driver.</summary>
    /// <param name="context">The probing thread; it holds the lock.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() (true) or only __driver_probe_device().</param>
    internal async Flow<ProbeDone> Probe(ThreadContext context, int driver, bool defers)
    {
        if (Refusal() is { } refusal)
        {
            _device.Skip(context, driver, refusal.Reason);
            return new ProbeDone(refusal.Result, context.Cpu);
        }

        var admitted = await Partition.Ask<ProbeAdmitted>(Addresses.Core, new ProbeEntered(context, _device.Device, driver, defers), _state.Model.Costs.ProbeOverheadNs);
        if (admitted.Supplier >= 0)
        {
            return new ProbeDone(ProbeBody.ProbeDefer, context.Cpu);
        }

        _device.Driver = driver;
        var (result, after) = await RunBody(context, driver, admitted.Instance);
        if (result == 0)
        {
            _instance = admitted.Instance;
        }
        else
        {
            _device.Driver = NoDriver;
        }

        await Partition.Ask<Done>(
            Addresses.Core,
            new ProbeEnded(after, _device.Device, driver, defers, -result, admitted.TriggerCount, admitted.Instance),
            result == 0 ? _state.Model.Costs.BindNs : 0);
        return new ProbeDone(-result, after.Cpu);
    }

    /// <summary>The walk of __device_attach_async_helper(): asynchronous drivers in registration order, until one binds or the core refuses.</summary>
    /// <param name="context">The worker; it holds the lock.</param>
    /// <returns>The CPU the worker is on at the end.</returns>
    internal async Flow<int> ProbeFirstAsyncDriver(ThreadContext context)
    {
        var walk = 0;
        while (true)
        {
            var found = await Partition.Ask<DriverFound>(Addresses.Core, new NextAsyncDriver(context, _device.Device, walk));
            if (found.Driver == NoDriver)
            {
                if (walk == 0)
                {
                    _device.Skip(context, NoDriver, SkipReason.NoDriver);
                }

                return context.Cpu;
            }

            walk = found.Walk;
            var done = await Probe(context, found.Driver, defers: true);
            context = context with { Cpu = done.Cpu };
            if (done.Result <= 0)
            {
                Partition.Send(Addresses.Core, new EndWalk(walk), ReplyTo.None, 0);
                return context.Cpu;
            }
        }
    }

    /// <summary>__device_release_driver() once the links allow it: remove(), unbind, give back.</summary>
    /// <param name="context">The removing thread; it holds the lock.</param>
    internal async Flow Remove(ThreadContext context)
    {
        var driver = _device.Driver;
        Invariant.Require(driver != NoDriver, "remove-has-a-driver", _device.Device);
        var rule = _state.Model.Rules.Find(_device.Device, driver);
        await Partition.Delay(_state.Model.Costs.RemoveOverheadNs);
        await _parts.WaitForAll(context);
        context = OnOnlineCpu(context);
        _state.Tracer.Emit(TraceKind.RemoveStart, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver);
        await Partition.Delay(Math.Max(rule.RemoveNs, _state.Model.Costs.MinimumCallNs));
        _state.Tracer.Emit(TraceKind.RemoveEnd, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver);
        _device.Driver = NoDriver;
        await Partition.Ask<Done>(Addresses.Core, new DriverUnbound(context, _device.Device, driver, _instance));
        _instance = -1;
    }

    /// <summary>A worker runs a part of a probe of this device.</summary>
    internal async Flow<ProbeDone> RunPart(RunPart request) =>
        new(0, await _parts.Execute(OnOnlineCpu(request.Context), request.Part, request.Cookie));

    /// <summary>A thread that waited for the lock goes on where it can: its CPU may have gone offline meanwhile.</summary>
    private ThreadContext OnOnlineCpu(ThreadContext context) => context with { Cpu = _state.Online.Nearest(context.Cpu) };

    /// <summary>The checks of __driver_probe_device().</summary>
    private (int Result, SkipReason Reason)? Refusal()
    {
        if (_device.Dead)
        {
            return (NoSuchDevice, SkipReason.Dead);
        }

        if (_device.Driver != NoDriver)
        {
            return (Busy, SkipReason.Bound);
        }

        return _device.Ready ? null : (ProbeBody.ProbeDefer, SkipReason.NotReady);
    }

    private async Flow<(int Result, ThreadContext After)> RunBody(ThreadContext context, int driver, int instance)
    {
        context = OnOnlineCpu(context);
        var rule = _state.Model.Rules.Find(_device.Device, driver);
        var body = new ProbeBody(_state, Partition, _device.Device, _numaNode, context, new BodyPlace(_parts, driver, _tries));
        var since = Partition.NowNs;
        _state.Tracer.Emit(
            TraceKind.ProbeStart, since, context.Thread, context.Cpu, _device.Device, driver,
            a: (long)context.How, b: instance, c: _tries++, d: context.IsAsync ? 1 : 0);
        var result = await body.Run(rule, _failures?.GetValueOrDefault(driver) ?? 0);
        if (result != 0)
        {
            await _parts.WaitForAll(body.Context);
        }

        if (Partition.NowNs == since)
        {
            await Partition.Delay(_state.Model.Costs.MinimumCallNs);
        }

        var after = body.Context with { ProbeDepth = context.ProbeDepth };
        _state.Tracer.Emit(TraceKind.ProbeEnd, Partition.NowNs, after.Thread, after.Cpu, _device.Device, driver, a: result);
        _state.Tracer.Emit(
            TraceKind.ProbeCost, Partition.NowNs, after.Thread, after.Cpu, _device.Device, driver,
            a: body.HardwareNs, b: body.WorkNs, c: body.SharingNs, d: body.RemoteNs);
        if (result != 0)
        {
            _failures ??= [];
            _failures[driver] = _failures.GetValueOrDefault(driver) + 1;
        }

        return (result, after);
    }
}
