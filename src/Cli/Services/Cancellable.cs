namespace NumaProbe.Cli.Services;

/// <summary>Asynchronous work under a verb, which is not asynchronous.</summary>
internal static class Cancellable
{
    /// <summary>Waits for work that is told to stop; being told is no error.</summary>
    /// <returns>Its result, or the default when it was stopped before it had one.</returns>
    internal static T? Wait<T>(Func<Task<T?>> work, CancellationToken stop)
        where T : class
    {
        try
        {
            return Task.Run(work, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
