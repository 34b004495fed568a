using System.Collections.Immutable;
using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Protocol;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The steps of a probe body that few probes have: drawn durations, named locks, numbers of naming classes, parts of their own and
/// what they wait for, and errors with a condition. Owns how many durations the body has drawn; must never touch the device's state.
/// </summary>
internal sealed class SpecialSteps
{
    private readonly NodeState _state;
    private readonly Partition _partition;
    private readonly ProbeBody _body;
    private readonly int _device;
    private readonly BodyPlace _place;
    private readonly DurationDraw _durations;

    internal SpecialSteps(NodeState state, Partition partition, ProbeBody body, int device, in BodyPlace place)
    {
        _state = state;
        _partition = partition;
        _body = body;
        _device = device;
        _place = place;
        _durations = new DurationDraw(state.Model.Seed, device, place.Driver, place.Attempt, place.Part);
    }

    /// <summary>Carries out one step.</summary>
    internal Flow Run(ProbeStep step) => step switch
    {
        DrawnStep drawn => RunDrawn(drawn),
        LockedStep locked => RunLocked(locked),
        IndexStep index => TakeIndex(index),
        ParallelStep parallel => _place.Parts.Run(parallel, _body, _place),
        EarlierCookiesStep => WaitForEarlierCookies(),
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

    private Flow RunDrawn(DrawnStep step)
    {
        var duration = _durations.Next(step.Duration);
        return step.Work == DrawnWork.Wait ? _body.Sleep(duration) : _body.Compute(duration, isWallTime: step.Work == DrawnWork.Busy);
    }

    private async Flow RunLocked(LockedStep step)
    {
        var steps = _durations.Settle(step.Steps);
        var number = _state.Model.LockNumbers[step.Lock];
        await _partition.Ask<Done>(Addresses.Core, new TakeNamedLock(_body.Context, _device, number));
        _body.StayOnline();
        await _body.RunSteps(StepShares.First(steps, step.SharePerMillion));
        _partition.Send(Addresses.Core, new GiveNamedLock(_body.Context, _device, number), ReplyTo.None, 0);
        await _body.RunSteps(StepShares.Rest(steps, step.SharePerMillion));
    }

    private async Flow TakeIndex(IndexStep step) => await _partition.Ask<Done>(
        Addresses.Core, new TakeIndex(_body.Context, _device, _place.Driver, _state.Model.NamingNumbers[step.Class]));

    private async Flow WaitForEarlierCookies()
    {
        await _partition.Ask<CallDone>(Addresses.Core, new SynchronizeCookie(_body.Context, _place.Cookie));
        _body.StayOnline();
    }

    private async Flow<bool> Holds(ResultCondition condition) =>
        (condition.Attempt is not { } attempt || attempt == _place.Attempt + 1)
        && (condition.Node is not { } node || node == _state.Model.NodeOfCpu(_body.Context.Cpu))
        && (condition.Bound is not { } bound || await _body.IsBound(bound))
        && (condition.NotBound is not { } notBound || !await _body.IsBound(notBound))
        && (condition.Present is not { } present || await IsPresent(present))
        && (condition.NotPresent is not { } notPresent || !await IsPresent(notPresent));

    private async Flow<bool> IsPresent(string device) =>
        (await _partition.Ask<PresentState>(Addresses.Core, new IsPresent(_state.Model.DeviceNumbers[device]))).Present;
}
