using System.Collections.Immutable;
using NumaProbe.Node.State;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The steps of a probe body that few probes have: drawn durations, named locks, numbers of naming classes, parts of their own and
/// what they wait for, and errors with a condition. Owns how many durations the body has drawn; must never touch the device's state.
/// </summary>
internal sealed class SpecialSteps
{
    private readonly NodeState _state;
    private readonly DeviceActor _device;
    private readonly ProbeBody _body;
    private readonly BodyPlace _place;
    private readonly DurationDraw _durations;

    internal SpecialSteps(NodeState state, DeviceActor device, ProbeBody body, in BodyPlace place)
    {
        _state = state;
        _device = device;
        _body = body;
        _place = place;
        _durations = new DurationDraw(state.Model.Seed, device.Device, place.Driver, place.Attempt, place.Part);
    }

    private Partition Partition => _device.Partition;

    /// <summary>
    /// Carries out steps in the probing thread, one after another: those inside others. <see cref="ProbeBody.Run"/> has the simple ones too, in its own
    /// flow, because there is one for every probe under way.
    /// </summary>
    internal async Flow RunAll(ImmutableArray<ProbeStep> steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            _body.StayOnline();
            var since = Partition.NowNs;
            switch (steps[i])
            {
                case WaitStep wait:
                    _body.BeginSleep();
                    await Partition.Delay(wait.DurationNs);
                    _body.EndSleep(wait.DurationNs);
                    break;
                case ComputeStep compute:
                    _body.EndCompute(await _body.AskCpu(compute.DurationNs, isWallTime: false), compute.DurationNs, since);
                    break;
                case BusyStep busy:
                    _body.EndCompute(await _body.AskCpu(busy.DurationNs, isWallTime: true), busy.DurationNs, since);
                    break;
                case TouchStep touch:
                    _body.EndTouch(await _body.AskMemory(touch), since);
                    break;
                case CallStep call:
                    _body.EndCall(await _body.AskCore(call));
                    break;
                default:
                    await Run(steps[i]);
                    break;
            }
        }
    }

    /// <summary>Carries out one step.</summary>
    internal Flow Run(ProbeStep step) => step switch
    {
        DrawnStep drawn => RunDrawn(drawn),
        LockedStep locked => RunLocked(locked),
        IndexStep index => TakeIndex(index),
        ParallelStep parallel => (_device.Parts ??= new DeviceParts(_device, _state)).Run(parallel, _body, _place),
        EarlierCookiesStep => WaitForEarlierCookies(),
        MapPagesStep map => new PageMapping(_state, _device, _body).Run(map),
        ScanHostStep host => ScanHost(host),
        PublishScanStep publish => Publish(publish),
        _ => throw new InvalidOperationException($"unknown probe step {step.GetType().Name}"),
    };

    /// <summary>The error of the first case that holds now, or 0.</summary>
    internal async Flow<int> Fails(ConditionalResult result, bool atEntry)
    {
        foreach (var one in result.Cases)
        {
            if (one.CheckAtEntry == atEntry && await Holds(one.Condition))
            {
                return one.Errno;
            }
        }

        return 0;
    }

    private Flow RunDrawn(DrawnStep step) => RunAll(_durations.Settle([step]));

    private async Flow RunLocked(LockedStep step)
    {
        var steps = _durations.Settle(step.Steps);
        var number = _state.Model.LockNumbers[step.Lock];
        await Partition.Ask<Done>(Addresses.Core, new TakeNamedLock(_body.Context, _device.Device, number));
        _body.StayOnline();
        await RunAll(StepShares.First(steps, step.SharePerMillion));
        Partition.Send(Addresses.Core, new GiveNamedLock(_body.Context, _device.Device, number), ReplyTo.None, 0);
        await RunAll(StepShares.Rest(steps, step.SharePerMillion));
    }

    private async Flow TakeIndex(IndexStep step) => await Partition.Ask<Done>(
        Addresses.Core, new TakeIndex(_body.Context, _device.Device, _place.Driver, _state.Model.NamingNumbers[step.Class], Number(step.Of)));

    private int Number(string? device) => device is null ? -1 : _state.Model.DeviceNumbers[device];

    /// <summary>scsi_prep_async_scan() and async_schedule(do_scan_async).</summary>
    private async Flow ScanHost(ScanHostStep step)
    {
        var joined = await Partition.Ask<ScanJoined>(Addresses.Core, new JoinScans());
        var part = step.Scan.Add(new PublishScanStep(joined.Scan, step.Publish));
        await (_device.Parts ??= new DeviceParts(_device, _state)).Run(new ParallelStep([part], Detached: true), _body, _place);
    }

    /// <summary>scsi_finish_async_scan().</summary>
    private async Flow Publish(PublishScanStep step)
    {
        await Partition.Ask<CallDone>(Addresses.Core, new AwaitEarlierScans(_body.Context, _device.Device, step.Scan));
        _body.StayOnline();
        await RunAll(step.Steps);
        Partition.Send(Addresses.Core, new EndScan(step.Scan), ReplyTo.None, 0);
    }

    private async Flow WaitForEarlierCookies()
    {
        await Partition.Ask<CallDone>(Addresses.Core, new SynchronizeCookie(_body.Context, _place.Cookie));
        _body.StayOnline();
    }

    private async Flow<bool> Holds(ResultCondition condition) =>
        (condition.Attempt is not { } attempt || attempt == _place.Attempt + 1)
        && (condition.Node is not { } node || node == _state.Model.NodeOfCpu(_body.Context.Cpu))
        && (condition.Since is not { } since || !_state.Model.Generation.IsBefore(since))
        && (condition.Before is not { } before || _state.Model.Generation.IsBefore(before))
        && (condition.Bound is not { } bound || (await _body.AskBound(bound)).Bound)
        && (condition.NotBound is not { } notBound || !(await _body.AskBound(notBound)).Bound)
        && (condition.Present is not { } present || await IsPresent(present))
        && (condition.NotPresent is not { } notPresent || !await IsPresent(notPresent));

    private async Flow<bool> IsPresent(string device) =>
        (await Partition.Ask<PresentState>(Addresses.Core, new IsPresent(_state.Model.DeviceNumbers[device]))).Present;
}
