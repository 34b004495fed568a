using System.Diagnostics;
using NumaProbe.Cli.Terminal;
using NumaProbe.Cluster.Akka;
using Serilog;

namespace NumaProbe.Cli.Services;

/// <summary>
/// Keeps processes of this same program running: starts them, starts them again when they die or have no pulse, and ends them when told to. A child's input is a pipe that
/// ends with this process, so that no child outlives it.
/// </summary>
/// <param name="output">Takes what the children print.</param>
/// <param name="log">For the operator.</param>
internal sealed class Supervisor(TextWriter output, ILogger log)
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();

    /// <summary>Runs children until told to stop, or until one that is vital ends by itself.</summary>
    /// <param name="children">The children.</param>
    /// <param name="stop">Ends them in order.</param>
    /// <returns>The exit code of the child that ended everything, or null when told to stop.</returns>
    internal async Task<int?> RunAsync(IReadOnlyList<ChildSpec> children, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = children.Select(child => KeepAsync(child, ending.Token)).ToList();
        int? code = null;
        var open = keeping.ToList();
        while (open.Count > 0 && code is null)
        {
            var ended = await Task.WhenAny(open);
            open.Remove(ended);
            code = await ended;
        }

        await ending.CancelAsync();
        await Task.WhenAll(keeping);
        return stop.IsCancellationRequested ? null : code ?? ExitCode.RunFailed;
    }

    private static ProcessStartInfo StartInfo(ChildSpec child)
    {
        var host = Environment.ProcessPath!;
        var isDotnet = string.Equals(Path.GetFileNameWithoutExtension(host), "dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(host) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.TryAdd(ClusterProcess.ProfilingName, ClusterProcess.CompilesAtOnce);
        foreach (var word in isDotnet ? child.Arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "numaprobe.dll")) : child.Arguments)
        {
            start.ArgumentList.Add(word);
        }

        return start;
    }

    // null when told to stop; the child's exit code when all are to end; never ends otherwise, unless the child is no longer needed
    private async Task<int?> KeepAsync(ChildSpec child, CancellationToken stop)
    {
        var policy = new RestartPolicy();
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var code = await RunOnceAsync(child, stop);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            if (policy.AfterDeath(code, Stopwatch.GetElapsedTime(started)) is not { } wait)
            {
                log.Error("{Child} ended with {Code} and is not started again", child.Name, code);
                return child.IsVital ? code : null;
            }

            log.Warning("{Child} died with {Code} and is started again in {Wait} ms", child.Name, code, wait.TotalMilliseconds);
            await Task.Delay(wait, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private async Task<int> RunOnceAsync(ChildSpec child, CancellationToken stop)
    {
        using var process = Process.Start(StartInfo(child)) ?? throw new InvalidOperationException($"{child.Name} did not start");
        log.Debug("{Child} is process {Id}", child.Name, process.Id);
        process.OutputDataReceived += (_, e) => Pass(e.Data);
        process.BeginOutputReadLine();
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = child.PulseFile is { } file ? WatchAsync(child, process, file, watching.Token) : Task.CompletedTask;
        await process.WaitForExitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await watching.CancelAsync();
        await watch;
        if (!process.HasExited)
        {
            await EndAsync(child, process);
        }

        return process.ExitCode;
    }

    // killed as a crash would: it is then started again like everybody else
    private async Task WatchAsync(ChildSpec child, Process process, string file, CancellationToken stop)
    {
        var pulse = new PulseWatch(file);
        using var timer = new PeriodicTimer(PulseWatch.Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (pulse.HasStopped())
                {
                    log.Error("{Child} lives and has no pulse: it is killed", child.Name);
                    process.Kill();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // it has ended, or all are to end
        }
    }

    private void Pass(string? line)
    {
        if (line is not null)
        {
            lock (_gate)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
    }

    private async Task EndAsync(ChildSpec child, Process process)
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None).WaitAsync(EndsWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            log.Warning("{Child} does not end and is killed", child.Name);
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
