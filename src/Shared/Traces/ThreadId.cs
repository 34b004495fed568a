namespace NumaProbe.Shared.Traces;

/// <summary>
/// Numbers of the threads of the emulated kernel. Scenario threads have their own id (from 0); a worker's number is made
/// of its pool and its number in the pool, and printed as the kernel does (<c>kworker/u8:3</c>).
/// </summary>
public static class ThreadId
{
    /// <summary>No thread.</summary>
    public const int None = -1;

    /// <summary>Highest id of a scenario thread.</summary>
    public const int MaxScenarioThread = WorkerFlag - 1;

    /// <summary>Highest number of a worker in its pool: one for every async entry that can be outstanding, and the deferred worker.</summary>
    public const int MaxWorkerNumber = 0xFFFF;

    private const int WorkerFlag = 0x4000_0000;

    /// <summary>The number of a worker.</summary>
    /// <param name="pool">Number of the pool, below 16384.</param>
    /// <param name="number">Number in the pool, from 0.</param>
    public static int Worker(int pool, int number) => WorkerFlag | (pool << 16) | number;

    /// <summary>True for a worker of a pool.</summary>
    public static bool IsWorker(int thread) => thread >= WorkerFlag;

    /// <summary>Name for people: <c>thread 0</c> or <c>kworker/u8:3</c>.</summary>
    public static string Name(int thread) => thread switch
    {
        None => "-",
        >= WorkerFlag => string.Create(null, $"kworker/u{(thread >> 16) & 0x3FFF}:{thread & MaxWorkerNumber}"),
        _ => string.Create(null, $"thread {thread}"),
    };
}
