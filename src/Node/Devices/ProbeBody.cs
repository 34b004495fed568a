using System.Collections.Immutable;
using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node.Devices;

/// <summary>
/// One run of a driver's probe(): carries out the steps of its rule on the CPU of the probing thread and adds up what they cost.
/// Owns the thread's context while it runs (its CPU may change); must never touch the device's state.
/// </summary>
internal sealed class ProbeBody
{
    /// <summary>-EPROBE_DEFER, include/linux/errno.h.</summary>
    internal const int ProbeDefer = -517;

    private readonly NodeState _state;
    private readonly Partition _partition;
    private readonly int _device;
    private readonly int _numaNode;
    private readonly ulong _stream;
    private readonly BodyPlace _place;
    private SpecialSteps? _special;
    private ulong _draws;

    internal ProbeBody(NodeState state, Partition partition, int device, int numaNode, ThreadContext context, in BodyPlace place)
    {
        var tries = place.Attempt;
        _place = place;
        _state = state;
        _partition = partition;
        _device = device;
        _numaNode = numaNode;
        Context = context with { ProbeDepth = context.ProbeDepth + 1 };
        _stream = ((ulong)(uint)device << 32) | (uint)tries;
    }

    /// <summary>The probing thread, one probe deeper.</summary>
    internal ThreadContext Context { get; private set; }

    private SpecialSteps Special => _special ??= new SpecialSteps(_state, _partition, this, _device, _place);

    /// <summary>Slept for hardware, nanoseconds.</summary>
    internal long HardwareNs { get; private set; }

    /// <summary>Own CPU time and own memory time at home, nanoseconds.</summary>
    internal long WorkNs { get; private set; }

    /// <summary>Added by sharing CPUs and memory with others, nanoseconds.</summary>
    internal long SharingNs { get; private set; }

    /// <summary>Added by distance, nanoseconds.</summary>
    internal long RemoteNs { get; private set; }

    /// <summary>Runs the probe and gives its return value: 0 or a negative errno.</summary>
    /// <param name="rule">What the probe does.</param>
    /// <param name="failures">How often this driver has failed on the device by this rule.</param>
    internal async Flow<int> Run(ProbeRule rule, int failures)
    {
        await RunSteps(rule.Before);
        if (rule.Result is DeferUntilBoundResult { CheckAtExit: false } atEntry && !await IsBound(atEntry.Supplier))
        {
            await Sleep(atEntry.DeferNs);
            return ProbeDefer;
        }

        if (rule.Result is ConditionalResult early && await Special.Fails(early, atEntry: true) is not 0 and var refusal)
        {
            return refusal;
        }

        await RunSteps(rule.Work);
        await RunSteps(rule.After);
        return rule.Result switch
        {
            ErrorResult error when error.FailFirst == 0 || failures < error.FailFirst => error.Errno,
            DeferUntilBoundResult { CheckAtExit: true } atExit when !await IsBound(atExit.Supplier) => ProbeDefer,
            ConditionalResult conditional => await Special.Fails(conditional, atEntry: false),
            _ => 0,
        };
    }

    /// <summary>Carries out steps in the probing thread, one after another.</summary>
    internal async Flow RunSteps(ImmutableArray<ProbeStep> steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            MoveTo(_state.Online.Nearest(Context.Cpu));
            switch (steps[i])
            {
                case WaitStep wait:
                    await Sleep(wait.DurationNs);
                    break;
                case ComputeStep compute:
                    await Compute(compute.DurationNs, isWallTime: false);
                    break;
                case BusyStep busy:
                    await Compute(busy.DurationNs, isWallTime: true);
                    break;
                case TouchStep touch:
                    await Touch(touch);
                    break;
                case CallStep call:
                    var done = await _partition.Ask<CallDone>(
                        Addresses.Core, new CoreCall(Context, call.Ordinal, call.Operation, call.Target));
                    Context = Context with { Cpu = done.Cpu };
                    break;
                default:
                    await Special.Run(steps[i]);
                    break;
            }
        }
    }

    internal async Flow<bool> IsBound(string supplier) =>
        (await _partition.Ask<BoundState>(Addresses.Core, new IsBound(_state.Model.DeviceNumbers[supplier]))).Bound;

    internal async Flow Sleep(long durationNs)
    {
        await _partition.Delay(durationNs);
        HardwareNs += durationNs;
        var cpu = _state.Online.Nearest(Context.Cpu);
        if (Context.SoftAffinity
            && SeededDraw.Chance(_state.Model.Costs.SoftAffinityStray, _state.Model.Seed, _stream, _draws++))
        {
            var allowed = _state.Model.Pods.Allowed;
            cpu = _state.Online.Nearest(allowed[(int)(SeededDraw.Next(_state.Model.Seed, _stream, _draws++) % (ulong)allowed.Length)]);
        }

        MoveTo(cpu);
    }

    internal async Flow Compute(long durationNs, bool isWallTime)
    {
        var since = _partition.NowNs;
        var target = Addresses.Cpu(_state.Model.NodeOfCpu(Context.Cpu), Context.Cpu);
        var done = await _partition.Ask<ComputeDone>(target, new Compute(Context, durationNs, isWallTime));
        Context = Context with { Cpu = done.Cpu };
        WorkNs += durationNs;
        SharingNs += _partition.NowNs - since - durationNs;
    }

    private async Flow Touch(TouchStep touch)
    {
        var since = _partition.NowNs;
        var wanted = touch.NumaNode ?? _numaNode;
        var cpuNode = _state.Model.NodeOfCpu(Context.Cpu);
        var node = _state.Model.NodeExists(wanted) ? wanted : cpuNode;
        var done = await _partition.Ask<TouchDone>(Addresses.Memory(node), new Touch(touch.Bytes, cpuNode));
        WorkNs += done.LocalNs;
        RemoteNs += done.RemoteNs;
        SharingNs += _partition.NowNs - since - done.LocalNs - done.RemoteNs;
    }

    /// <summary>Goes on where the thread's CPU is online.</summary>
    internal void StayOnline() => MoveTo(_state.Online.Nearest(Context.Cpu));

    private void MoveTo(int cpu)
    {
        if (cpu != Context.Cpu)
        {
            _state.Tracer.Emit(TraceKind.Migrated, _partition.NowNs, Context.Thread, cpu, _device, a: Context.Cpu, b: cpu);
            Context = Context with { Cpu = cpu };
        }
    }
}
