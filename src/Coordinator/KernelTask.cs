using NumaProbe.Shared.Protocol;

namespace NumaProbe.Coordinator;

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

    internal int Thread => _context.Thread;

    internal ThreadContext Context => _context with { Cpu = Cpu };
}
