using NumaProbe.Coordinator.Attach;
using NumaProbe.Shared.Topology;
using NumaProbe.Coordinator.Deferred;
using NumaProbe.Coordinator.Buses;
using NumaProbe.Coordinator.Context;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Threads;

/// <summary>
/// The scenario's kernel threads: each does its events in file order, each not before its time and not before the one before it has
/// returned. Owns their progress, starts those that injections give something to do, and reports what is left when the run is over.
/// </summary>
internal sealed class KernelThreads
{
    private readonly CoreContext _core;
    private readonly OnlineCpus _online;
    private readonly BusRegistry _registry;
    private readonly AsyncProbePolicy _policy;
    private readonly DeferredProbing _deferred;
    private readonly Operations _operations;
    private readonly List<KernelThread> _all;
    private int _events;
    private bool _booted;

    internal KernelThreads(CoreContext core, OnlineCpus online, BusRegistry registry, AsyncProbePolicy policy, DeferredProbing deferred, Operations operations)
    {
        _core = core;
        _online = online;
        _registry = registry;
        _policy = policy;
        _deferred = deferred;
        _operations = operations;
        var events = core.Model.Scenario.Events.ToLookup(e => e.Thread);
        _all = [.. core.Model.Scenario.Threads.Select(t => new KernelThread(t, events[t.Id]))];
        _events = core.Model.Scenario.Events.Length;
    }

    internal int Unfinished => _all.Count(t => !t.IsFinished);

    /// <summary>The thread of that id exists and has nothing to do.</summary>
    internal bool IsIdle(int id) => _all.Exists(t => t.Spec.Id == id && t.IsFinished);

    /// <summary>The machine is up: all threads begin.</summary>
    internal void Boot()
    {
        _booted = true;
        if (_policy.IsListTooLong)
        {
            _core.Trace(new WarningEvent(WarningKind.AsyncProbeListTooLong), new KernelTask(ContextOf(_all[0].Spec)));
        }

        foreach (var warning in _core.Model.Housekeeping.Warnings)
        {
            _core.Trace(new WarningEvent(warning), new KernelTask(ContextOf(_all[0].Spec)));
        }

        foreach (var thread in _all)
        {
            _core.Background(Run(thread));
        }
    }

    /// <summary>Takes over the threads and events that the model has more now. An idle thread goes on when the first of them is due.</summary>
    internal void Extend()
    {
        var scenario = _core.Model.Scenario;
        for (var place = _all.Count; place < scenario.Threads.Length; place++)
        {
            _all.Add(new KernelThread(scenario.Threads[place], []));
        }

        var idle = _all.Where(t => t.IsFinished).ToHashSet();
        var byId = _all.ToDictionary(t => t.Spec.Id);
        for (; _events < scenario.Events.Length; _events++)
        {
            var next = scenario.Events[_events];
            Invariant.Require(next.AtNs > _core.Partition.NowNs, "injected-events-lie-ahead", next.AtNs);
            byId[next.Thread].Append(next);
        }

        if (_booted)
        {
            foreach (var thread in _all.Where(t => idle.Contains(t) && !t.IsFinished))
            {
                _core.Background(Run(thread));
            }
        }
    }

    /// <summary>Carries out what a thread has to do.</summary>
    private async Flow Run(KernelThread thread)
    {
        var context = ContextOf(thread.Spec);
        while (!thread.IsFinished)
        {
            var next = thread.Events[thread.Finished];
            if (next.AtNs > _core.Partition.NowNs)
            {
                await _core.Partition.FromOutside(next.AtNs, next.Index);
            }

            // a pinned thread whose CPU is offline runs elsewhere until the CPU is back
            var task = new KernelTask(context) { Cpu = _online.Nearest(thread.Spec.Cpu) };
            await _operations.Call(task, next.Index, next.Operation, next.Target, inProbe: false);
            thread.Finished++;
        }
    }

    /// <summary>Records every device's state, the deferred list, and the threads and workers that still wait.</summary>
    /// <param name="atNs">A time after the last event of any partition, which this one alone cannot know.</param>
    internal void ReportFinalState(long atNs)
    {
        foreach (var thread in _all.Where(t => !t.IsFinished))
        {
            _core.Tracer.Emit(new BlockedEvent(thread.Events[thread.Finished].Index), atNs, thread.Spec.Id, thread.Spec.Cpu);
        }

        foreach (var worker in _operations.WaitingWorkers)
        {
            _core.Tracer.Emit(new BlockedEvent(-1), atNs, worker, -1);
        }

        for (var number = 0; number < _core.Model.Scenario.Devices.Length; number++)
        {
            var (node, present, driver) = _registry.Final(number);
            _core.Tracer.Emit(new FinalDeviceEvent(node, present), atNs, ThreadId.None, -1, number, driver);
        }

        foreach (var device in _deferred.Pending)
        {
            _core.Tracer.Emit(default(FinalDeferredEvent), atNs, ThreadId.None, -1, device.Number);
        }
    }

    private static ThreadContext ContextOf(KernelThreadSpec spec) =>
        new(spec.Id, spec.Cpu, IsAsync: false, IsDeferredWorker: false, ProbeDepth: 0, SoftAffinity: false);
}
