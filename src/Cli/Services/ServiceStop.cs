using System.CommandLine;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Services;

/// <summary>
/// When a process that serves is to stop: Ctrl-C, SIGTERM, or, for a child of <c>up</c>, the end of its input. Owns the token; whoever serves
/// ends in order when it is cancelled.
/// </summary>
internal sealed class ServiceStop : IDisposable
{
    private readonly CliConsole _console;
    private readonly CancellationTokenSource _source;

    internal ServiceStop(CliConsole console, bool endsWithInput)
    {
        _console = console;
        _source = CancellationTokenSource.CreateLinkedTokenSource(console.Interrupted, console.Terminated);
        console.EndsInOrder = true;
        if (endsWithInput)
        {
            new Thread(WaitForEndOfInput) { IsBackground = true }.Start();
        }
    }

    /// <summary>Cancelled when the process is to stop.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>The hidden option of a child of <c>up</c>.</summary>
    internal static Option<bool> EndsWithInput() => new("--ends-with-input") { Hidden = true };

    /// <summary>The exit code of a process that stopped in order.</summary>
    internal int ExitCode => _console.Interrupted.IsCancellationRequested ? Terminal.ExitCode.Interrupted : Terminal.ExitCode.Ok;

    /// <inheritdoc/>
    public void Dispose()
    {
        _console.EndsInOrder = false;
        _source.Dispose();
    }

    private void WaitForEndOfInput()
    {
        var buffer = new byte[256];
        try
        {
            while (_console.In.Read(buffer) > 0)
            {
                // nothing is said on it; only its end counts
            }

            _source.Cancel();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the process is ending already
        }
    }
}
