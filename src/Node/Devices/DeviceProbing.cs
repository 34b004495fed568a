using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Generations;
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
    private const int NoSupplier = -1;

    private readonly DeviceActor _device;
    private readonly NodeState _state;
    private readonly int _numaNode;
    private Dictionary<int, int>? _failures;
    private int _instance = -1;
    private int _tries;
    private HandedOverProbe? _handedOver;

    internal DeviceProbing(DeviceActor device, NodeState state, int numaNode)
    {
        _device = device;
        _state = state;
        _numaNode = numaNode;
    }

    private Partition Partition => _device.Partition;

    /// <summary>Probes with one driver.</summary>
    /// <param name="context">The probing thread; it holds the lock.</param>
    /// <param name="driver">Number of the driver.</param>
    /// <param name="defers">driver_probe_device() (true) or only __driver_probe_device().</param>
    /// <param name="ignoresDead">Probes a device whose removal has begun.</param>
    internal async Flow<ProbeDone> Probe(ThreadContext context, int driver, bool defers, bool ignoresDead = false)
    {
        if (Refusal(ignoresDead) is { } refusal)
        {
            _device.Skip(context, driver, refusal.Reason);
            return new ProbeDone(refusal.Result, context.Cpu);
        }

        var since = Partition.NowNs;
        var admitted = await Partition.Ask<ProbeAdmitted>(Addresses.Core, new ProbeEntered(context, _device.Device, driver, defers), _state.Model.Costs.ProbeOverheadNs);
        if (admitted.Supplier != NoSupplier)
        {
            var refused = admitted.Supplier == ProbeAdmitted.DriverIsFreed ? NoSuchDevice : ProbeBody.ProbeDefer;
            PrintReturn(context, driver, refused, since);
            return new ProbeDone(refused, context.Cpu);
        }

        _device.Driver = driver;
        var (result, after) = _state.HandsOver && NodeToMoveTo(context) is { } cpu
            ? await HandOver(context, driver, admitted.Instance, cpu)
            : await RunBody(context, driver, admitted.Instance);
        if (result == 0)
        {
            _instance = admitted.Instance;
            _state.PendingDrivers.DriverDataTaken(_device);
        }
        else
        {
            _device.Driver = NoDriver;
            _state.PendingDrivers.DriverDataCleared(_device);
        }

        await Partition.Ask<Done>(
            Addresses.Core,
            new ProbeEnded(after, _device.Device, driver, defers, -result, admitted.TriggerCount, admitted.Instance),
            result == 0 ? _state.Model.Costs.BindNs : 0);
        PrintReturn(after, driver, -result, since);
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
        context = OnOnlineCpu(context);
        _state.Tracer.Emit(TraceKind.RemoveStart, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver);
        await Partition.Delay(Math.Max(rule.RemoveNs, _state.Model.Costs.MinimumCallNs));
        _state.Tracer.Emit(TraceKind.RemoveEnd, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver);
        _device.Driver = NoDriver;
        _state.PendingDrivers.DriverDataCleared(_device);
        await Partition.Ask<Done>(Addresses.Core, new DriverUnbound(context, _device.Device, driver, _instance));
        _instance = -1;
    }

    /// <summary>A thread that waited for the lock goes on where it can: its CPU may have gone offline meanwhile.</summary>
    private ThreadContext OnOnlineCpu(ThreadContext context) => context with { Cpu = _state.Online.Nearest(context.Cpu) };

    /// <summary>The checks of __driver_probe_device(); up to 5.10 its callers make some of them.</summary>
    private (int Result, SkipReason Reason)? Refusal(bool ignoresDead)
    {
        if (_device.Dead && !ignoresDead)
        {
            return (NoSuchDevice, SkipReason.Dead);
        }

        if (_device.HasLeftSysfs)
        {
            return (NoSuchDevice, SkipReason.NotRegistered);
        }

        if (_device.Driver != NoDriver)
        {
            return (Busy, SkipReason.Bound);
        }

        return _device.Ready ? null : (ProbeBody.ProbeDefer, SkipReason.NotReady);
    }

    /// <summary>A CPU of the device's node for a synchronous probe whose thread is elsewhere, or null (proposal of 2026).</summary>
    private int? NodeToMoveTo(ThreadContext context)
    {
        if (context.IsAsync || !_state.Model.NodeExists(_numaNode) || _state.Model.NodeOfCpu(context.Cpu) == _numaNode)
        {
            return null;
        }

        foreach (var cpu in _state.Model.Scenario.Topology.Nodes[_numaNode].Cpus)
        {
            if (_state.Online[cpu])
            {
                return cpu;
            }
        }

        return null;
    }

    private async Flow<(int Result, ThreadContext After)> HandOver(ThreadContext context, int driver, int instance, int cpu)
    {
        var pod = _state.Model.Pods.OfCpu(cpu, _state.Online);
        _state.Tracer.Emit(
            TraceKind.HandedOver, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver, a: _numaNode, b: cpu, c: pod.Id);
        var probe = new HandedOverProbe(context, driver, instance, new Signal(Partition));
        _handedOver = probe;
        var item = new WorkItem(0, AsyncSide.HandedOver, _device.Id, pod.Id, cpu);
        Partition.Send(Addresses.WorkQueue(pod.HomeNode), new QueueWork(item), ReplyTo.None, _state.Model.Costs.AsyncScheduleNs);
        await probe.Over;
        return (probe.Result, OnOnlineCpu(context));
    }

    /// <summary>The worker's part of a probe that was handed over.</summary>
    /// <param name="worker">The worker.</param>
    internal async Flow<ProbeDone> RunHandedOver(ThreadContext worker)
    {
        var probe = _handedOver!;
        _handedOver = null;
        var context = probe.Caller with { Thread = worker.Thread, Cpu = worker.Cpu, SoftAffinity = worker.SoftAffinity };
        var (result, after) = await RunBody(context, probe.Driver, probe.Instance);
        probe.Result = result;
        probe.Over.Raise();
        return new ProbeDone(0, after.Cpu);
    }

    /// <summary>The line of initcall_debug: what really_probe() returned. Waiting for the lock is not in its time.</summary>
    private void PrintReturn(ThreadContext context, int driver, int result, long since)
    {
        if (_state.PrintsProbes)
        {
            _state.Tracer.Emit(
                TraceKind.ProbeReturned, Partition.NowNs, context.Thread, context.Cpu, _device.Device, driver,
                a: Printed(result, _state.Model.Generation.ProbeReturn), b: Partition.NowNs - since);
        }
    }

    private static int Printed(int result, ProbeReturn convention) =>
        result < 0 || convention == ProbeReturn.ErrnoOfProbe ? result : result == 0 ? 1 : 0;

    private async Flow<(int Result, ThreadContext After)> RunBody(ThreadContext context, int driver, int instance)
    {
        context = OnOnlineCpu(context);
        var rule = _state.Model.Rules.Find(_device.Device, driver);
        var body = new ProbeBody(_state, Partition, _device.Device, _numaNode, context, _tries);
        var since = Partition.NowNs;
        _state.Tracer.Emit(
            TraceKind.ProbeStart, since, context.Thread, context.Cpu, _device.Device, driver,
            a: (long)context.How, b: instance, c: _tries++, d: context.IsAsync ? 1 : 0);
        var result = await body.Run(rule, _failures?.GetValueOrDefault(driver) ?? 0);
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
