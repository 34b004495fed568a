using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The parts of a device's probes that run as asynchronous calls of their own, as async_port_probe() of libata does: scheduled by the
/// probing thread, run by workers, one after another in the caller where a call is refused. Owns who runs and who waits for them.
/// Plain state of one device actor; a part holds no device lock.
/// </summary>
internal sealed class DeviceParts
{
    private readonly DeviceActor _device;
    private readonly NodeState _state;
    private Dictionary<int, DevicePart>? _pending;
    private List<(Predicate<DevicePart> Wanted, Signal Signal)>? _waiters;
    private int _next;

    internal DeviceParts(DeviceActor device, NodeState state)
    {
        _device = device;
        _state = state;
    }

    private Partition Partition => _device.Partition;

    /// <summary>Schedules the parts of a step and waits for them unless they are detached.</summary>
    /// <param name="step">The step.</param>
    /// <param name="body">The body whose step it is.</param>
    /// <param name="place">Which run of the body it is.</param>
    internal async Flow Run(ParallelStep step, ProbeBody body, BodyPlace place)
    {
        var first = _next;
        foreach (var steps in step.Parts)
        {
            var number = _next++;
            (_pending ??= []).Add(number, new DevicePart(number, steps, place.Driver, place.Attempt));
            var scheduled = await Partition.Ask<PartScheduled>(
                Addresses.Core, new SchedulePart(body.Context, _device.Device, number), _state.Model.Costs.AsyncScheduleNs);
            if (!scheduled.Queued)
            {
                await Execute(body.Context, number, scheduled.Cookie);
            }
        }

        if (!step.Detached)
        {
            var last = _next;
            await WaitFor(body.Context, part => part.Number >= first && part.Number < last);
            body.StayOnline();
        }
    }

    /// <summary>Runs a part in a thread.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="number">Number of the part.</param>
    /// <param name="cookie">Its cookie.</param>
    /// <returns>The CPU the thread is on at the end.</returns>
    internal async Flow<int> Execute(ThreadContext context, int number, long cookie)
    {
        var part = _pending![number];
        var body = new ProbeBody(_state, _device, context, part.Attempt, part.Driver);
        var steps = new SpecialSteps(_state, _device, body, new BodyPlace(part.Driver, part.Attempt, number, cookie));
        _state.Tracer.Emit(new PartStartEvent(cookie, number), Partition.NowNs, context.Thread, context.Cpu, _device.Device, part.Driver);
        await steps.RunAll(part.Steps);
        body.StayOnline();
        _state.Tracer.Emit(
            new PartEndEvent(body.HardwareNs, body.WorkNs, body.SharingNs, body.RemoteNs, number),
            Partition.NowNs, context.Thread, body.Context.Cpu, _device.Device, part.Driver);
        _pending!.Remove(number);
        Continue();
        return body.Context.Cpu;
    }

    /// <summary>Waits until no part is left: a driver must not fail or be removed under its own asynchronous calls.</summary>
    /// <param name="context">The thread.</param>
    internal Flow WaitForAll(ThreadContext context) => WaitFor(context, static _ => true);

    // most devices have no parts: they must not cost anything here
    private Flow WaitFor(ThreadContext context, Predicate<DevicePart> wanted) => IsPending(wanted) ? WaitUntilEnded(context, wanted) : Flow.Completed;

    private bool IsPending(Predicate<DevicePart> wanted) => _pending is not null && _pending.Values.Any(part => wanted(part));

    private async Flow WaitUntilEnded(ThreadContext context, Predicate<DevicePart> wanted)
    {
        _state.Tracer.Emit(new SyncWaitEvent(SyncDomain.Parts), Partition.NowNs, context.Thread, context.Cpu, _device.Device);
        var signal = new Signal(Partition);
        (_waiters ??= []).Add((wanted, signal));
        await WorkerSleep.Until(Partition, _state.Model, context.Thread, signal);
        _state.Tracer.Emit(
            new SyncDoneEvent(SyncDomain.Parts),
            Partition.NowNs, context.Thread, _state.Online.Nearest(context.Cpu), _device.Device);
    }

    private void Continue()
    {
        for (var i = 0; i < (_waiters?.Count ?? 0);)
        {
            var (wanted, signal) = _waiters![i];
            if (IsPending(wanted))
            {
                i++;
            }
            else
            {
                _waiters.RemoveAt(i);
                signal.Raise();
            }
        }
    }
}
