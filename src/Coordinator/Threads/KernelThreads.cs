using NumaProbe.Actors.Flows;
using NumaProbe.Shared.Protocol;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Coordinator.Threads;

/// <summary>
/// The scenario's kernel threads: each does its events in file order, each not before its time and not before the one before it has
/// returned. Owns their progress, and reports what is left when the run is over.
/// </summary>
internal sealed class KernelThreads
{
    private readonly DriverCore _core;

    internal KernelThreads(DriverCore core)
    {
        _core = core;
        var events = core.Model.Scenario.Events.ToLookup(e => e.Thread);
        All = [.. core.Model.Scenario.Threads.Select(t => new KernelThread(t, [.. events[t.Id]]))];
    }

    internal IReadOnlyList<KernelThread> All { get; }

    internal int Unfinished => All.Count(t => !t.IsFinished);

    /// <summary>Carries out a thread's events.</summary>
    internal async Flow Run(KernelThread thread)
    {
        var context = new ThreadContext(
            thread.Spec.Id, thread.Spec.Cpu, IsAsync: false, IsDeferredWorker: false, ProbeDepth: 0, SoftAffinity: false);
        if (ReferenceEquals(thread, All[0]) && _core.Policy.IsListTooLong)
        {
            _core.Trace(TraceKind.Warning, new KernelTask(context), a: (long)WarningKind.AsyncProbeListTooLong);
        }

        foreach (var next in thread.Events)
        {
            if (next.AtNs > _core.Partition.NowNs)
            {
                await _core.Partition.Delay(next.AtNs - _core.Partition.NowNs);
            }

            // a pinned thread whose CPU is offline runs elsewhere until the CPU is back
            var task = new KernelTask(context) { Cpu = _core.Online.Nearest(thread.Spec.Cpu) };
            await _core.Operations.Call(task, next.Index, next.Operation, next.Target, inProbe: false);
            thread.Finished++;
        }
    }

    /// <summary>Records every device's state, the deferred list, and the threads and workers that still wait.</summary>
    internal void ReportFinalState()
    {
        var now = _core.Partition.NowNs;
        foreach (var thread in All.Where(t => !t.IsFinished))
        {
            _core.Tracer.Emit(TraceKind.Blocked, now, thread.Spec.Id, thread.Spec.Cpu, a: thread.Events[thread.Finished].Index);
        }

        foreach (var worker in _core.Operations.WaitingWorkers)
        {
            _core.Tracer.Emit(TraceKind.Blocked, now, worker, -1, a: -1);
        }

        for (var number = 0; number < _core.Model.Scenario.Devices.Length; number++)
        {
            var (node, present, driver) = _core.Registry.Final(number);
            _core.Tracer.Emit(TraceKind.FinalDevice, now, ThreadId.None, -1, number, driver, a: node, b: present ? 1 : 0);
        }

        foreach (var device in _core.Deferred.Pending)
        {
            _core.Tracer.Emit(TraceKind.FinalDeferred, now, ThreadId.None, -1, device.Number);
        }
    }
}
