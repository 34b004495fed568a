using System.Collections.Immutable;
using NumaProbe.Node.State;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// One run of a driver's probe(): carries out the steps of its rule on the CPU of the probing thread and adds up what they cost.
/// Owns the thread's context while it runs (its CPU may change); must never touch the device's state.
/// </summary>
internal sealed class ProbeBody
{

    private const int Parts = 3;
    private const int WorkPart = 1;

    private readonly NodeState _state;
    private readonly DeviceActor _device;
    private readonly int _tries;
    private readonly int _driver;
    private ThreadContext _context;
    private SpecialSteps? _special;
    private ulong _draws;

    internal ProbeBody(NodeState state, DeviceActor device, ThreadContext caller, int tries, int driver)
    {
        _driver = driver;
        _state = state;
        _device = device;
        _tries = tries;
        _context = caller with { ProbeDepth = caller.ProbeDepth + 1 };
        SinceNs = device.Partition.NowNs;
    }

    /// <summary>The probing thread as its caller knows it, on the CPU it is on now.</summary>
    internal ThreadContext Caller => _context with { ProbeDepth = _context.ProbeDepth - 1 };

    /// <summary>The probing thread, one probe deeper.</summary>
    internal ThreadContext Context => _context;

    /// <summary>When the probe began.</summary>
    internal long SinceNs { get; }

    /// <summary>Slept for hardware, nanoseconds.</summary>
    internal long HardwareNs { get; private set; }

    /// <summary>Own CPU time and own memory time at home, nanoseconds.</summary>
    internal long WorkNs { get; private set; }

    /// <summary>Added by sharing CPUs and memory with others, nanoseconds.</summary>
    internal long SharingNs { get; private set; }

    /// <summary>Added by distance, nanoseconds.</summary>
    internal long RemoteNs { get; private set; }

    private Partition Partition => _device.Partition;

    private SpecialSteps Special => _special ??= new SpecialSteps(_state, _device, this, new BodyPlace(_driver, _tries));

    private ulong Stream => ((ulong)(uint)_device.Device << 32) | (uint)_tries;

    /// <summary>Runs the probe and gives its return value: 0 or a negative errno. One flow, because there is one for every probe under way.</summary>
    /// <param name="rule">What the probe does.</param>
    /// <param name="failures">How often this driver has failed on the device by this rule.</param>
    internal async Flow<int> Run(ProbeRule rule, int failures)
    {
        for (var part = 0; part < Parts; part++)
        {
            if (part == WorkPart && rule.Result is DeferUntilBoundResult { CheckAtExit: false } atEntry && !(await AskBound(atEntry.Supplier)).Bound)
            {
                var delayNs = DurationDraw.Once(_state.Model.Seed, atEntry.Delay, _device.Device, _driver, _tries, DurationDraw.BeforeDeferring);
                BeginSleep();
                await Partition.Delay(delayNs);
                EndSleep(delayNs);
                return Errno.ProbeDefer;
            }

            if (part == WorkPart && rule.Result is ConditionalResult early && await Special.Fails(early, atEntry: true) is not 0 and var refusal)
            {
                return refusal;
            }

            var steps = Steps(rule, part);
            for (var i = 0; i < steps.Length; i++)
            {
                MoveTo(_state.Online.Nearest(_context.Cpu));
                var since = Partition.NowNs;
                switch (steps[i])
                {
                    case WaitStep wait:
                        BeginSleep();
                        await Partition.Delay(wait.DurationNs);
                        EndSleep(wait.DurationNs);
                        break;
                    case ComputeStep compute:
                        EndCompute(await AskCpu(compute.DurationNs, isWallTime: false), compute.DurationNs, since);
                        break;
                    case BusyStep busy:
                        EndCompute(await AskCpu(busy.DurationNs, isWallTime: true), busy.DurationNs, since);
                        break;
                    case TouchStep touch:
                        EndTouch(await AskMemory(touch), since);
                        break;
                    case CallStep call:
                        EndCall(await AskCore(call));
                        break;
                    default:
                        await Special.Run(steps[i]);
                        break;
                }
            }
        }

        return rule.Result switch
        {
            ErrorResult error when error.FailFirst == 0 || failures < error.FailFirst => error.Errno,
            DeferUntilBoundResult { CheckAtExit: true } atExit when !(await AskBound(atExit.Supplier)).Bound => Errno.ProbeDefer,
            ConditionalResult conditional => await Special.Fails(conditional, atEntry: false),
            _ => 0,
        };
    }

    private static ImmutableArray<ProbeStep> Steps(ProbeRule rule, int part) => part switch
    {
        0 => rule.Before,
        WorkPart => rule.Work,
        _ => rule.After,
    };

    internal AskAwaitable<BoundState> AskBound(string supplier) =>
        Partition.Ask<BoundState>(Addresses.Core, new IsBound(_state.Model.DeviceNumbers[supplier]));

    internal AskAwaitable<CallDone> AskCore(CallStep call) =>
        Partition.Ask<CallDone>(Addresses.Core, new CoreCall(_context, call.Ordinal, call.Operation, call.Target));

    internal void EndCall(CallDone done) => _context = _context with { Cpu = done.Cpu };

    internal void BeginSleep() => WorkerSleep.Begin(Partition, _state.Model, _context.Thread);

    internal void EndSleep(long durationNs)
    {
        WorkerSleep.End(Partition, _state.Model, _context.Thread);
        HardwareNs += durationNs;
        var cpu = _state.Online.Nearest(_context.Cpu);
        if (_context.SoftAffinity
            && SeededDraw.Chance(_state.Model.Costs.SoftAffinityStray, _state.Model.Seed, Stream, _draws++))
        {
            var allowed = _state.Model.Pods.Allowed;
            cpu = _state.Online.Nearest(allowed[(int)(SeededDraw.Next(_state.Model.Seed, Stream, _draws++) % (ulong)allowed.Length)]);
        }

        MoveTo(cpu);
    }

    internal AskAwaitable<ComputeDone> AskCpu(long durationNs, bool isWallTime) => Partition.Ask<ComputeDone>(
        Addresses.Cpu(_state.Model.NodeOfCpu(_context.Cpu), _context.Cpu), new Compute(_context, durationNs, isWallTime));

    internal void EndCompute(ComputeDone done, long durationNs, long sinceNs)
    {
        _context = _context with { Cpu = done.Cpu };
        WorkNs += durationNs;
        SharingNs += Partition.NowNs - sinceNs - durationNs;
    }

    internal AskAwaitable<TouchDone> AskMemory(TouchStep touch) => AskMemory(touch.Bytes, touch.NumaNode);

    internal AskAwaitable<TouchDone> AskMemory(long bytes, int? numaNode, int unplacedPerMillion = 0)
    {
        var wanted = numaNode ?? _device.NumaNode;
        var cpuNode = _state.Model.NodeOfCpu(_context.Cpu);
        var node = _state.Model.NodeExists(wanted) ? wanted : cpuNode;
        return Partition.Ask<TouchDone>(Addresses.Memory(node), new Touch(bytes, cpuNode, unplacedPerMillion));
    }

    internal void EndTouch(TouchDone done, long sinceNs)
    {
        WorkNs += done.LocalNs;
        RemoteNs += done.RemoteNs;
        SharingNs += Partition.NowNs - sinceNs - done.LocalNs - done.RemoteNs;
    }

    /// <summary>Goes on where the thread's CPU is online.</summary>
    internal void StayOnline() => MoveTo(_state.Online.Nearest(_context.Cpu));

    private void MoveTo(int cpu)
    {
        if (cpu != _context.Cpu)
        {
            _state.Tracer.Emit(new MigratedEvent(_context.Cpu, cpu), Partition.NowNs, _context.Thread, cpu, _device.Device);
            _context = _context with { Cpu = cpu };
        }
    }
}
