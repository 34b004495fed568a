using System.Diagnostics.CodeAnalysis;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>A process that is started again whenever it dies, as <c>numaprobe up</c> does. Owns the process.</summary>
internal sealed class KeptProcess : IAsyncDisposable
{
    private readonly Func<GuardedProcess> _start;
    private readonly TaskCompletionSource _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _keeping;
    private volatile GuardedProcess _process;

    internal KeptProcess(Func<GuardedProcess> start)
    {
        _start = start;
        _process = start();
        _keeping = KeepAsync();
    }

    /// <summary>The process, or null between its death and its next life.</summary>
    internal async Task<int?> IdAsync() => _process is { Exited.IsCompleted: false } living ? await living.Id : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ending.TrySetResult();
        await _keeping;
    }

    [SuppressMessage("Usage", "MA0040", Justification = "the end of the test must not leave a process behind")]
    private async Task KeepAsync()
    {
        while (await Task.WhenAny(_process.Exited, _ending.Task) != _ending.Task)
        {
            _process.Dispose();
            _process = _start();
        }

        _process.Dispose();
    }
}
