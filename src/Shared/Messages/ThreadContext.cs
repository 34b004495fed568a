using System.Runtime.InteropServices;
using NumaProbe.Shared.Events;

namespace NumaProbe.Shared.Messages;

/// <summary>The thread on whose behalf kernel code runs: part of every message that acts for a thread.</summary>
/// <param name="Thread">Number, see <see cref="ThreadId"/>.</param>
/// <param name="Cpu">CPU it is on.</param>
/// <param name="IsAsync">An async worker, or one of a CPU that works for it while it waits.</param>
/// <param name="IsDeferredWorker">The worker of the deferred probe work item.</param>
/// <param name="ProbeDepth">How many probes it is inside of.</param>
/// <param name="SoftAffinity">The scheduler may move it to any CPU.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ThreadContext(
    int Thread, int Cpu, bool IsAsync, bool IsDeferredWorker, int ProbeDepth, bool SoftAffinity)
{
    /// <summary>current_is_async(): a worker of a CPU is none, whoever waits for it.</summary>
    public bool CurrentIsAsync => IsAsync && !ThreadId.IsCpuWorker(Thread);

    /// <summary>How a probe by this thread is called in records.</summary>
    public ProbeContext How =>
        ProbeDepth > 0 ? ProbeContext.Nested
        : IsDeferredWorker ? ProbeContext.DeferredWorker
        : IsAsync ? ProbeContext.Async
        : ProbeContext.Caller;
}
