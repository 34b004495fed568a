using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Determinism.Tests.Invariants.Checks;

/// <summary>
/// A synchronous driver probes in an asynchronous worker only inside another probe, one with PROBE_FORCE_SYNCHRONOUS too, or when the
/// worker registers the device; an asynchronous driver probes in the caller only when somebody binds by hand, and never in the deferral worker.
/// </summary>
internal sealed class ProbeContexts(RunFacts facts) : TraceCheck(facts)
{
    private static readonly EventOperation[] ByHand = [EventOperation.Attach, EventOperation.Reprobe, EventOperation.Bind, EventOperation.DriversProbe];

    private readonly Dictionary<int, long> _job = [];
    private readonly HashSet<long> _registrations = [];
    private readonly Dictionary<int, Stack<EventOperation>> _calls = [];
    private readonly Dictionary<int, int> _depth = [];
    private readonly HashSet<int> _inline = [];
    private readonly Dictionary<int, int> _handedOver = [];

    internal override string Rule => "drivers are probed where their kind asks for";

    internal override void Add(in TraceEvent e)
    {
        switch (e.Kind)
        {
            case TraceKind.AsyncScheduled when e.B == (long)AsyncSide.Registration:
                _registrations.Add(e.A);
                break;
            case TraceKind.JobStart:
                _job[e.Thread] = e.A;
                break;
            case TraceKind.JobEnd:
                _job.Remove(e.Thread);
                break;
            case TraceKind.CallStart:
                Calls(e.Thread).Push((EventOperation)e.B);
                break;
            case TraceKind.CallEnd:
                Calls(e.Thread).TryPop(out _);
                _inline.Remove(e.Thread);
                break;
            case TraceKind.HandedOver:
                _handedOver[e.Device] = e.Thread;
                break;
            case TraceKind.AsyncInline:
                _inline.Add(e.Thread);
                break;
            case TraceKind.ProbeStart when e.Driver < 0:
                Violated(e, "has no driver");
                break;
            case TraceKind.ProbeStart:
                OnProbe(e);
                _depth[e.Thread] = _depth.GetValueOrDefault(e.Thread) + 1;
                break;
            case TraceKind.PartStart:
                // a part is inside its probe, in a thread of its own
                _depth[e.Thread] = _depth.GetValueOrDefault(e.Thread) + 1;
                break;
            case TraceKind.ProbeEnd or TraceKind.PartEnd:
                _depth[e.Thread] = _depth.GetValueOrDefault(e.Thread) - 1;
                break;
            default:
                break;
        }
    }

    private void OnProbe(in TraceEvent e)
    {
        // a probe that was handed over has the context of the thread that waits for it
        var thread = _handedOver.Remove(e.Device, out var caller) ? caller : e.Thread;
        var isAsync = Facts.IsAsync[e.Driver];
        var inJob = _job.TryGetValue(thread, out var cookie);
        var wanted = _depth.GetValueOrDefault(thread) > 0 ? ProbeContext.Nested : !inJob ? ProbeContext.Caller : cookie == 0 ? ProbeContext.DeferredWorker : ProbeContext.Async;
        if (e.A != (long)wanted)
        {
            Violated(e, $"says {(ProbeContext)e.A} and is {wanted}");
        }

        // a worker that probes for another thread is no asynchronous one
        if ((e.D == 1) != (_job.TryGetValue(e.Thread, out var own) && own > 0))
        {
            Violated(e, "is wrong about running in an asynchronous worker");
        }

        var fits = wanted switch
        {
            ProbeContext.Async when _registrations.Contains(cookie) => !isAsync || _inline.Contains(thread),
            ProbeContext.Async => isAsync && Facts.Scenario.Drivers[e.Driver] is not { ProbeType: ProbeType.ForceSynchronous, AsyncSince: null },
            ProbeContext.DeferredWorker => !isAsync,
            ProbeContext.Caller => !isAsync || _inline.Contains(thread) || (Calls(thread).TryPeek(out var call) && ByHand.Contains(call)),
            _ => true,
        };
        if (!fits)
        {
            Violated(e, $"is {(isAsync ? "an asynchronous" : "a synchronous")} driver probing as {wanted}");
        }
    }

    private Stack<EventOperation> Calls(int thread)
    {
        if (!_calls.TryGetValue(thread, out var calls))
        {
            _calls[thread] = calls = new Stack<EventOperation>();
        }

        return calls;
    }
}
