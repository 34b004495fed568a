using NumaProbe.Node.State;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// One kworker. Accepts <see cref="Execute"/>. Mirrors process_one_work() and, for async entries, async_run_entry_fn(): runs the
/// function, tells the async layer that the cookie is done, then its queue that it is free. Owns nothing but the item it executes.
/// </summary>
internal sealed class WorkerActor : Actor
{
    private readonly NodeState _state;
    private readonly int _thread;
    private readonly ActorId _queue;

    internal WorkerActor(NodeState state, int thread, ActorId queue)
    {
        _state = state;
        _thread = thread;
        _queue = queue;
    }

    /// <inheritdoc/>
    protected override void Receive(object message, ReplyTo replyTo)
    {
        switch (message)
        {
            case Execute execute:
                Start(OnExecute(execute));
                break;
            default:
                throw Unknown(message);
        }
    }

    private async Flow OnExecute(Execute execute)
    {
        var cookie = execute.Item.Cookie;
        var pool = execute.Item.Pool;
        var side = execute.Item.Side;
        if (side == AsyncSide.HandedOver)
        {
            await Ask<ProbeDone>(execute.Item.Device, new RunHandedOver(Context(execute.Cpu, isAsync: false)));
            Send(_queue, execute.Worker.Through);
            return;
        }

        _state.Tracer.Emit(new JobStartEvent(cookie, pool, NowNs - execute.QueuedNs), NowNs, _thread, execute.Cpu);
        var cpu = side switch
        {
            AsyncSide.Driver or AsyncSide.Device => (await AskDevice(execute)).Cpu,
            AsyncSide.Part => (await AskPart(execute)).Cpu,
            AsyncSide.Deferred or AsyncSide.Walk or AsyncSide.Registration => (await AskCore(execute)).Cpu,
            _ => await RunRaw(execute),
        };
        _state.Tracer.Emit(new JobEndEvent(cookie, pool), NowNs, _thread, cpu);
        if (side != AsyncSide.Deferred)
        {
            Send(Addresses.Core, new JobDone(cookie, execute.Item.IsExclusive));
        }

        Send(_queue, execute.Worker.Through);
    }

    private AskAwaitable<ProbeDone> AskDevice(Execute execute) => Ask<ProbeDone>(
        execute.Item.Device, new RunAttachJob(Context(execute.Cpu, isAsync: true), execute.Item.Side));

    private AskAwaitable<ProbeDone> AskPart(Execute execute) => Ask<ProbeDone>(
        execute.Item.Device, new RunPart(Context(execute.Cpu, isAsync: true), execute.Item.Event, execute.Item.Cookie));

    private AskAwaitable<CallDone> AskCore(Execute execute) => Ask<CallDone>(
        Addresses.Core,
        execute.Item.Side switch
        {
            AsyncSide.Walk => new RunDriverWalk(Context(execute.Cpu, isAsync: true), execute.Item.Driver),
            AsyncSide.Registration => new RunRegistration(Context(execute.Cpu, isAsync: true), execute.Item.Event),
            _ => new RunDeferredWork(Context(execute.Cpu, isAsync: false) with { IsDeferredWorker = true }),
        });

    private ThreadContext Context(int cpu, bool isAsync) =>
        new(_thread, cpu, isAsync, IsDeferredWorker: false, ProbeDepth: 0, _state.Model.Generation.SoftAffinity && !ThreadId.IsCpuWorker(_thread));

    private async Flow<int> RunRaw(Execute execute)
    {
        var item = execute.Item;
        _state.Tracer.Emit(new RawJobStartEvent(item.Event, item.AskedNode), NowNs, _thread, execute.Cpu);
        await Delay(item.SleepNs);
        var cpu = _state.Online.Nearest(execute.Cpu);
        _state.Tracer.Emit(new RawJobEndEvent(item.Event, item.AskedNode), NowNs, _thread, cpu);
        return cpu;
    }
}
