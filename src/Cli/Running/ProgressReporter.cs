using NumaProbe.Analysis;
using NumaProbe.Cli.Terminal;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Running;

/// <summary>
/// Tells a waiting user on standard error how far a run is: nothing in the first two seconds, then on a terminal one line
/// that changes, else a line a second. Knows the wall clock, so it must never touch a result.
/// </summary>
/// <param name="console">Where to.</param>
internal sealed class ProgressReporter(CliConsole console) : IProgress<RunProgress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FileInterval = TimeSpan.FromSeconds(1);

    private readonly long _start = console.Clock.GetTimestamp();
    private TimeSpan _next = Patience;
    private int _shown;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        var elapsed = console.Clock.GetElapsedTime(_start);
        if (elapsed < _next)
        {
            return;
        }

        _next = elapsed + (console.ErrorIsTerminal ? TerminalInterval : FileInterval);
        var text = FormattableString.Invariant(
            $"{elapsed.TotalSeconds:F0} s: {value.Events} events, {DurationText.Of(value.VirtualNs)} of virtual time");
        if (console.ErrorIsTerminal)
        {
            console.Error.Write("\r" + text.PadRight(_shown));
            _shown = text.Length;
        }
        else
        {
            console.Error.WriteLine(text);
        }
    }

    /// <summary>Removes the line that changes.</summary>
    internal void Clear()
    {
        if (_shown > 0)
        {
            console.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
