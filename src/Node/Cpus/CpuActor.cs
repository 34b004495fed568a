using NumaProbe.Node.Sharing;
using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Cpus;

/// <summary>
/// One CPU. Accepts <see cref="Compute"/>, <see cref="OfferThread"/>, <see cref="CpuChanged"/> and its own ticks. Owns the
/// runnable threads and divides itself equally among them. A thread with soft affinity that shares the CPU is offered to another
/// CPU now and then, which takes it if idle (load balancing of the scheduler; a model, not a copy). Must never move a pinned thread
/// while it is online, nor run anything while it is offline: what arrives then is sent on.
/// </summary>
internal sealed class CpuActor : SharedServerActor<CpuJob>
{
    /// <summary>CPUs tried in one round of load balancing.</summary>
    internal const int OffersPerRound = 3;

    private readonly NodeState _state;
    private readonly int _cpu;
    private readonly ComputeDone _computedHere;
    private bool _balancing;
    private ulong _draws;

    internal CpuActor(NodeState state, int cpu)
    {
        _state = state;
        _cpu = cpu;
        _computedHere = new ComputeDone(cpu);
    }

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case Compute { IsWallTime: false } compute:
                Run(compute.Context, compute.DurationNs, replyTo);
                break;
            case Compute compute:
                Start(RunWallTime(compute, replyTo));
                break;
            case Tick:
                OnTick();
                break;
            case OfferThread offer:
                OnOffer(offer, replyTo);
                break;
            case CpuChanged changed:
                Start(OnChanged(changed, replyTo));
                break;
            default:
                throw Unknown(message);
        }
    }

    private void Run(ThreadContext context, long durationNs, ReplyTo requester)
    {
        if (!_state.Online[_cpu])
        {
            Start(SendOn(new CpuJob(context, requester), durationNs));
            return;
        }

        Jobs.Add(NowNs, durationNs, new CpuJob(context, requester));
        Arm();
        if (Jobs.Count > 1 && !_balancing && context.SoftAffinity)
        {
            _balancing = true;
            Start(Balance());
        }
    }

    private async Flow RunWallTime(Compute compute, ReplyTo replyTo)
    {
        Jobs.AddShare(NowNs, 1);
        await Delay(compute.DurationNs);
        Jobs.AddShare(NowNs, -1);
        Arm();
        Reply(replyTo, new ComputeDone(_state.Online.Nearest(_cpu)));
    }

    private protected override void End(in CpuJob job) => Reply(job.Requester, _computedHere);

    private async Flow Balance()
    {
        while (true)
        {
            await Delay(Math.Max(1, _state.Model.Costs.LoadBalanceNs));
            if (Jobs.Count < 2 || !Jobs.TryRemoveLast(NowNs, job => job.Context.SoftAffinity, out var moved, out var remaining))
            {
                break;
            }

            if (!await Offer(moved, remaining))
            {
                Run(moved.Context, remaining, moved.Requester);
            }

            Arm();
        }

        _balancing = false;
    }

    private async Flow<bool> Offer(CpuJob job, long remainingNs)
    {
        var allowed = _state.Model.Pods.Allowed;
        for (var i = 0; i < OffersPerRound; i++)
        {
            var draw = SeededDraw.Next(_state.Model.Seed, (ulong)_cpu, _draws++);
            var cpu = allowed[(int)(draw % (ulong)allowed.Length)];
            if (cpu == _cpu || !_state.Online[cpu])
            {
                continue;
            }

            var target = Addresses.Cpu(_state.Model.NodeOfCpu(cpu), cpu);
            if ((await Ask<OfferDone>(target, new OfferThread(job.Context, remainingNs, job.Requester, Forced: false))).Taken)
            {
                return true;
            }
        }

        return false;
    }

    private void OnOffer(OfferThread offer, ReplyTo replyTo)
    {
        var taken = offer.Forced || (Jobs.Count == 0 && _state.Online[_cpu]);
        if (taken)
        {
            _state.Tracer.Emit(new MigratedEvent(offer.Context.Cpu, _cpu), NowNs, offer.Context.Thread, _cpu);
            Run(offer.Context with { Cpu = _cpu }, offer.RemainingNs, offer.Requester);
        }

        Reply(replyTo, new OfferDone(taken));
    }

    private async Flow OnChanged(CpuChanged changed, ReplyTo replyTo)
    {
        while (!changed.Online && Jobs.TryRemoveLast(NowNs, static _ => true, out var job, out var remaining))
        {
            await SendOn(job, remaining);
        }

        Reply(replyTo, Done.Instance);
    }

    /// <summary>select_fallback_rq(): a thread whose CPU is offline goes on elsewhere.</summary>
    private async Flow SendOn(CpuJob job, long remainingNs)
    {
        var cpu = _state.Online.Nearest(_cpu);
        var target = Addresses.Cpu(_state.Model.NodeOfCpu(cpu), cpu);
        await Ask<OfferDone>(target, new OfferThread(job.Context, remainingNs, job.Requester, Forced: true));
    }
}
