namespace NumaProbe.Cli.Services;

/// <summary>
/// Watches the pulse that a process writes to a file. A process without one for some looks in a row hangs or stands still. Counts looks and asks no
/// clock: what stands still together with the process that looks, as on a machine that sleeps, is not taken for dead.
/// </summary>
internal sealed class PulseWatch
{
    /// <summary>Time between two looks.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Looks in a row without a new pulse after which there is none: half a minute, many times what starting or a long collection takes.</summary>
    internal const int MostMissed = 6;

    /// <summary>The same before the first pulse: whoever starts may take a minute.</summary>
    internal const int MostMissedAtStart = 12;

    private readonly string _file;
    private readonly string? _earlier;
    private string? _last;
    private int _missed;

    /// <summary>Begins to watch; what the file holds now was written by an earlier process.</summary>
    /// <param name="file">The file.</param>
    internal PulseWatch(string file)
    {
        _file = file;
        _earlier = Read();
    }

    /// <summary>Looks once.</summary>
    /// <returns>True when there has been no pulse for too long.</returns>
    internal bool HasStopped()
    {
        var now = Read() is { } pulse && !string.Equals(pulse, _earlier, StringComparison.Ordinal) ? pulse : null;
        (_last, _missed) = now is null || string.Equals(now, _last, StringComparison.Ordinal) ? (_last, _missed + 1) : (now, 0);
        return _missed >= (_last is null ? MostMissedAtStart : MostMissed);
    }

    private string? Read()
    {
        try
        {
            return File.ReadAllText(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
