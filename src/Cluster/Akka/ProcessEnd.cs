namespace NumaProbe.Cluster.Akka;

/// <summary>How a process of a cluster comes to its end: told to by the cluster, or by a bug in its actor; or its actor system does, and it is to join with another. Reached once; what comes later is not heard.</summary>
internal sealed class ProcessEnd
{
    /// <summary>What happened to a process that the others count as one of them no more.</summary>
    internal const string Removed = "the cluster has removed this process";

    private readonly TaskCompletionSource<string?> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the process is to end: why, or null when nothing but its actor has ended; failed by a bug.</summary>
    internal Task<string?> Reached => _reached.Task;

    /// <summary>Why the process is to join with another actor system; null when it is not.</summary>
    internal string? Cause { get; private set; }

    /// <summary>The actor system is to end, and the process to join with another one.</summary>
    /// <param name="cause">Why, for people.</param>
    internal void JoinAnew(string cause)
    {
        Cause ??= cause;
        _reached.TrySetResult(null);
    }

    /// <summary>The process is to end.</summary>
    /// <param name="reason">Why, for people; null when its actor was stopped.</param>
    internal void Reach(string? reason = null) => _reached.TrySetResult(reason);

    /// <summary>The actor has a bug: the process must not go on without it, nor it with half of a state.</summary>
    internal void Fail(Exception bug) => _reached.TrySetException(bug);
}
