using NumaProbe.Actors;
using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Scenarios;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Threads;

/// <summary>
/// The scenario's kernel threads: each does its events in file order, each not before its time and not before the one before it has
/// returned. Owns their progress, starts those that injections give something to do, and reports what is left when the run is over.
/// </summary>
internal sealed class KernelThreads
{
    private readonly DriverCore _core;
    private readonly List<KernelThread> _all;
    private int _events;
    private bool _booted;

    internal KernelThreads(DriverCore core)
    {
        _core = core;
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
        if (_core.Policy.IsListTooLong)
        {
            _core.Trace(TraceKind.Warning, new KernelTask(ContextOf(_all[0].Spec)), a: (long)WarningKind.AsyncProbeListTooLong);
        }

        foreach (var warning in _core.Model.Housekeeping.Warnings)
        {
            _core.Trace(TraceKind.Warning, new KernelTask(ContextOf(_all[0].Spec)), a: (long)warning);
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
            var task = new KernelTask(context) { Cpu = _core.Online.Nearest(thread.Spec.Cpu) };
            await _core.Operations.Call(task, next.Index, next.Operation, next.Target, inProbe: false);
            thread.Finished++;
        }
    }

    /// <summary>Records every device's state, the deferred list, and the threads and workers that still wait.</summary>
    /// <param name="atNs">A time after the last event of any partition, which this one alone cannot know.</param>
    internal void ReportFinalState(long atNs)
    {
        foreach (var thread in _all.Where(t => !t.IsFinished))
        {
            _core.Tracer.Emit(TraceKind.Blocked, atNs, thread.Spec.Id, thread.Spec.Cpu, a: thread.Events[thread.Finished].Index);
        }

        foreach (var worker in _core.Operations.WaitingWorkers)
        {
            _core.Tracer.Emit(TraceKind.Blocked, atNs, worker, -1, a: -1);
        }

        for (var number = 0; number < _core.Model.Scenario.Devices.Length; number++)
        {
            var (node, present, driver) = _core.Registry.Final(number);
            _core.Tracer.Emit(TraceKind.FinalDevice, atNs, ThreadId.None, -1, number, driver, a: node, b: present ? 1 : 0);
        }

        foreach (var device in _core.Deferred.Pending)
        {
            _core.Tracer.Emit(TraceKind.FinalDeferred, atNs, ThreadId.None, -1, device.Number);
        }
    }

    private static ThreadContext ContextOf(KernelThreadSpec spec) =>
        new(spec.Id, spec.Cpu, IsAsync: false, IsDeferredWorker: false, ProbeDepth: 0, SoftAffinity: false);
}
