using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Node.WorkQueues;

/// <summary>
/// One kworker. Accepts <see cref="Execute"/>. Mirrors process_one_work() and, for async entries, async_run_entry_fn(): runs the
/// function, tells the async layer that the cookie is done, then its queue that it is free. Owns nothing but the item it executes.
/// </summary>
internal sealed class WorkerActor : Actor
{
    private readonly NodeState _state;
    private readonly int _thread;

    internal WorkerActor(NodeState state, int thread)
    {
        _state = state;
        _thread = thread;
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
        var item = execute.Item;
        _state.Tracer.Emit(
            TraceKind.JobStart, NowNs, _thread, execute.Cpu, a: item.Cookie, b: item.Pool, c: NowNs - execute.QueuedNs);
        var cpu = await RunFunction(item, execute.Cpu);
        _state.Tracer.Emit(TraceKind.JobEnd, NowNs, _thread, cpu, a: item.Cookie, b: item.Pool);
        if (item.Side != AsyncSide.Deferred)
        {
            Send(Addresses.Core, new JobDone(item.Cookie, item.IsExclusive));
        }

        Send(Addresses.WorkQueue(_state.Node), new WorkerThrough(execute.Worker, item));
    }

    private async Flow<int> RunFunction(WorkItem item, int cpu)
    {
        var soft = _state.Model.Generation.SoftAffinity;
        switch (item.Side)
        {
            case AsyncSide.Driver or AsyncSide.Device:
                var attach = new ThreadContext(_thread, cpu, IsAsync: true, IsDeferredWorker: false, ProbeDepth: 0, soft);
                return (await Ask<ProbeDone>(item.Device, new RunAttachJob(attach, item.Side))).Cpu;
            case AsyncSide.Part:
                var part = new ThreadContext(_thread, cpu, IsAsync: true, IsDeferredWorker: false, ProbeDepth: 0, soft);
                return (await Ask<ProbeDone>(item.Device, new RunPart(part, item.Event, item.Cookie))).Cpu;
            case AsyncSide.Deferred:
                var deferred = new ThreadContext(_thread, cpu, IsAsync: false, IsDeferredWorker: true, ProbeDepth: 0, soft);
                return (await Ask<CallDone>(Addresses.Core, new RunDeferredWork(deferred))).Cpu;
            default:
                _state.Tracer.Emit(TraceKind.RawJobStart, NowNs, _thread, cpu, a: item.Event, b: item.AskedNode);
                await Delay(item.SleepNs);
                cpu = _state.Online.Nearest(cpu);
                _state.Tracer.Emit(TraceKind.RawJobEnd, NowNs, _thread, cpu, a: item.Event, b: item.AskedNode);
                return cpu;
        }
    }
}
