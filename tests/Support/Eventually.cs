namespace NumaProbe.Tests.Support;

/// <summary>
/// Waiting for what another process does. A bound is only there so that a test which would wait for ever ends instead: no test may pass or
/// fail because of how fast something happens.
/// </summary>
internal static class Eventually
{
    /// <summary>Longer than anything that does happen takes on a machine that is busy with other things.</summary>
    internal static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for an event.</summary>
    /// <param name="task">The event.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal static async Task<T> Happens<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Bound, TestContext.Current.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"waited {Bound.TotalSeconds} s for {what}", e);
        }
    }

    /// <summary>Waits for an event.</summary>
    /// <param name="task">The event.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal static async Task Happens(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Bound, TestContext.Current.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"waited {Bound.TotalSeconds} s for {what}", e);
        }
    }

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal static Task IsTrue(Func<bool> isSo, string what) => IsTrue(() => Task.FromResult(isSo()), what, Interval);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="what">What is waited for, for people.</param>
    internal static Task IsTrue(Func<Task<bool>> isSo, string what) => IsTrue(isSo, what, Interval);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="isSo">The question.</param>
    /// <param name="what">What is waited for, for people.</param>
    /// <param name="interval">How long after an answer to ask again.</param>
    internal static async Task IsTrue(Func<Task<bool>> isSo, string what, TimeSpan interval)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Bound);
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (!await isSo().ConfigureAwait(false))
            {
                await timer.WaitForNextTickAsync(bound.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e) when (bound.IsCancellationRequested && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {Bound.TotalSeconds} s until {what}", e);
        }
    }
}
