namespace NumaProbe.Shared.Events;

/// <summary>
/// Numbers of the threads of the emulated kernel. Scenario threads have their own id (from 0); a worker's number is made
/// of its pool and its number in the pool, and printed as the kernel does: <c>kworker/u8:3</c> of an unbound pool, <c>kworker/4:1</c> of the
/// pool of CPU 4.
/// </summary>
public static class ThreadId
{
    /// <summary>No thread.</summary>
    public const int None = -1;

    /// <summary>Highest id of a scenario thread.</summary>
    public const int MaxScenarioThread = WorkerFlag - 1;

    /// <summary>Highest number of an unbound pool.</summary>
    public const int MaxPool = (CpuWorkerFlag >> PoolShift & PoolMask) - 1;

    /// <summary>Highest number of a worker in its unbound pool: one for every async entry that can be outstanding, and the deferred worker.</summary>
    public const int MaxWorkerNumber = 0xFFFF;

    /// <summary>Highest CPU that can have workers of its own.</summary>
    public const int MaxCpu = 0x1FFF;

    /// <summary>Highest number of a worker of one CPU: its queue runs far fewer items at once.</summary>
    public const int MaxCpuWorkerNumber = (1 << CpuShift) - 1;

    private const int WorkerFlag = 0x4000_0000;
    private const int PoolShift = 16;
    private const int PoolMask = 0x3FFF;

    /// <summary>The highest pool numbers belong to CPUs: 13 bits of CPU and 12 bits of number lie below this flag.</summary>
    private const int CpuWorkerFlag = 0x7E00_0000;
    private const int CpuShift = 12;

    /// <summary>The number of a worker of an unbound pool.</summary>
    /// <param name="pool">Number of the pool, at most <see cref="MaxPool"/>.</param>
    /// <param name="number">Number in the pool, from 0.</param>
    public static int Worker(int pool, int number) => WorkerFlag | (pool << PoolShift) | number;

    /// <summary>The number of a worker of one CPU.</summary>
    /// <param name="cpu">The CPU, at most <see cref="MaxCpu"/>.</param>
    /// <param name="number">Number at that CPU, from 0.</param>
    public static int CpuWorker(int cpu, int number) => CpuWorkerFlag | (cpu << CpuShift) | number;

    /// <summary>True for a worker of a pool, unbound or of one CPU.</summary>
    public static bool IsWorker(int thread) => thread >= WorkerFlag;

    /// <summary>True for a worker of one CPU.</summary>
    public static bool IsCpuWorker(int thread) => thread >= CpuWorkerFlag;

    /// <summary>The CPU of a worker of one CPU.</summary>
    /// <param name="thread">Such a worker.</param>
    public static int CpuOf(int thread) => (thread >> CpuShift) & MaxCpu;

    /// <summary>Name for people: <c>thread 0</c>, <c>kworker/u8:3</c> or <c>kworker/4:1</c>.</summary>
    public static string Name(int thread) => thread switch
    {
        None => "-",
        >= CpuWorkerFlag => string.Create(null, $"kworker/{CpuOf(thread)}:{thread & MaxCpuWorkerNumber}"),
        >= WorkerFlag => string.Create(null, $"kworker/u{(thread >> PoolShift) & PoolMask}:{thread & MaxWorkerNumber}"),
        _ => string.Create(null, $"thread {thread}"),
    };
}
