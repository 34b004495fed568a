using System.Diagnostics;
using System.Globalization;

namespace NumaProbe.Tests.Support.Processes;

/// <summary>
/// A program that ends with the process that started it, however that ends: a shell between the two kills it when its own input closes.
/// </summary>
internal sealed class GuardedProcess : IDisposable
{
    private const string Guard =
        "exec 3<&0; \"$@\" 3<&- & p=$!; echo \"pid $p\"; { cat <&3 > /dev/null; kill -9 $p 2> /dev/null; } & wait $p; echo \"exit $?\"; exec 3<&-; wait";

    private readonly Process _guard;
    private readonly Action<string> _onLine;
    private readonly TaskCompletionSource<int> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GuardedProcess(ProcessStartInfo start, Action<string> onLine)
    {
        _onLine = onLine;
        _guard = new Process { StartInfo = start };
        _guard.OutputDataReceived += (_, e) => Take(e.Data);
        _guard.ErrorDataReceived += (_, e) => TakeError(e.Data);
        _guard.Start();
        _guard.BeginOutputReadLine();
        _guard.BeginErrorReadLine();
    }

    /// <summary>The program's process id.</summary>
    internal Task<int> Id => _id.Task;

    /// <summary>What the program returned when it ended; above 128 for a signal.</summary>
    internal Task<int> Exited => _exited.Task;

    /// <summary>Starts a program.</summary>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="onLine">Takes every line it prints, from any thread.</param>
    /// <param name="command">The program and its arguments.</param>
    internal static GuardedProcess Start(IReadOnlyDictionary<string, string> environment, Action<string> onLine, params string[] command)
    {
        var start = new ProcessStartInfo("sh", ["-c", Guard, "guard", .. command])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new GuardedProcess(start, onLine);
    }

    /// <summary>Kills the program as a power cut would, and waits until it is gone.</summary>
    internal async Task KillAsync()
    {
        _guard.StandardInput.Close();
        await Eventually.Happens(_guard.WaitForExitAsync(CancellationToken.None), "a killed process to end");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
    }

    private void Take(string? line)
    {
        const string Began = "pid ";
        const string Ended = "exit ";
        if (line is null)
        {
            _id.TrySetException(new InvalidOperationException("the program did not start"));
        }
        else if (!_id.Task.IsCompleted && line.StartsWith(Began, StringComparison.Ordinal))
        {
            _id.TrySetResult(int.Parse(line.AsSpan(Began.Length), CultureInfo.InvariantCulture));
        }
        else if (line.StartsWith(Ended, StringComparison.Ordinal) && int.TryParse(line.AsSpan(Ended.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            _exited.TrySetResult(code);
        }
        else
        {
            _onLine(line);
        }
    }

    private void TakeError(string? line)
    {
        if (line is not null)
        {
            _onLine(line);
        }
    }
}
