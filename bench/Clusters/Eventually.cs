namespace NumaProbe.Bench.Clusters;

/// <summary>What the tests' processes ask of the tests: bounded waiting. Benchmarks know no test.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    internal static async Task<T> Happens<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Bound);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"waited {Bound.TotalSeconds} s for {what}", e);
        }
    }

    internal static async Task Happens(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Bound);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"waited {Bound.TotalSeconds} s for {what}", e);
        }
    }
}
