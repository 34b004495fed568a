using NumaProbe.Shared.Messages;

namespace NumaProbe.Coordinator.Context;

/// <summary>
/// A thread that runs driver-core code: a scenario thread, or a worker that called in from a probe or a retry (current). Owns
/// the CPU it is on, which may change inside probes.
/// </summary>
internal sealed class KernelTask
{
    private readonly ThreadContext _context;

    internal KernelTask(ThreadContext context)
    {
        _context = context;
        Cpu = context.Cpu;
    }

    internal int Cpu { get; set; }

    /// <summary>Work done for which no virtual time has passed yet, nanoseconds.</summary>
    internal long OwedNs { get; private set; }

    internal int Thread => _context.Thread;

    internal ThreadContext Context => _context with { Cpu = Cpu };

    /// <summary>Adds work whose time passes with the next thing the thread does: fewer events, the same time.</summary>
    internal void Owe(long durationNs) => OwedNs += durationNs;

    /// <summary>What is owed, for the thread's next delay or request.</summary>
    internal long TakeOwed()
    {
        var owed = OwedNs;
        OwedNs = 0;
        return owed;
    }
}
