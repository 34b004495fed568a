using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Faults;

/// <summary>What goes wrong with the processes of a cluster. Each returns true when it saw the run go on or stand while it happened.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class ProcessFaults(RunningCluster cluster)
{
    private const int PausedFor = 8;

    /// <summary>Kills a host.</summary>
    internal Task<bool> KillHostAsync(int host) => KillAsync(() => cluster.HostAsync(host));

    /// <summary>Kills the coordinator.</summary>
    internal Task<bool> KillCoordinatorAsync() => KillAsync(cluster.CoordinatorAsync);

    /// <summary>Pauses a host; it goes on after it was seen a number of times that the run has not ended without it.</summary>
    internal async Task<bool> PauseHostAsync(int number, int host)
    {
        var process = await LivingAsync(() => cluster.HostAsync(host));
        Signals.Stop(process);
        try
        {
            return await IsOpenAsync(cluster, number);
        }
        finally
        {
            Signals.Continue(process);
        }
    }

    /// <summary>Pauses the coordinator; it goes on when mail of another process waits that it has not read.</summary>
    internal async Task<bool> PauseCoordinatorAsync()
    {
        var process = await LivingAsync(cluster.CoordinatorAsync);
        Signals.Stop(process);
        try
        {
            await Eventually.IsTrue(() => SocketQueues.Unread(process, cluster.Port) > 0, "mail waits");
        }
        finally
        {
            Signals.Continue(process);
        }

        return false;
    }

    /// <summary>Looks at a run a number of times, or until it has ended.</summary>
    /// <returns>True when it was seen not to have ended.</returns>
    internal static async Task<bool> IsOpenAsync(RunningCluster cluster, int number)
    {
        var (looks, isOpen) = (0, false);
        await cluster.Client.UntilAsync(
            number,
            run =>
            {
                isOpen |= !run.IsEnded;
                return run.IsEnded || ++looks > PausedFor;
            },
            "it was looked at");
        return isOpen;
    }

    private static async Task<bool> KillAsync(Func<Task<int?>> find)
    {
        Signals.Kill(await LivingAsync(find));
        return false;
    }

    private static async Task<int> LivingAsync(Func<Task<int?>> find)
    {
        var process = 0;
        await Eventually.IsTrue(
            async () =>
            {
                process = await find() ?? 0;
                return process != 0;
            },
            "the process lives");
        return process;
    }
}
