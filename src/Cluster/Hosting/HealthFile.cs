using System.Globalization;
using Serilog;

namespace NumaProbe.Cluster.Hosting;

/// <summary>
/// The pulse of a process in a file: written by its loop, so that a loop that hangs has none. One line: the time, <c>ok</c> or <c>bad</c>,
/// and what the process is doing.
/// </summary>
public sealed class HealthFile
{
    /// <summary>A pulse older than this is none.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    private const long EveryMs = 1_000;
    private const int MaxBytes = 4096;

    private readonly string? _path;
    private readonly ILogger _log;
    private long _nextMs;
    private bool _hasFailed;

    /// <summary>Makes the file's writer; writes nothing yet.</summary>
    /// <param name="path">The file, or null for none.</param>
    /// <param name="log">For the operator.</param>
    public HealthFile(string? path, ILogger log) => (_path, _log) = (path, log);

    /// <summary>When the next pulse is due, milliseconds of the loop's clock.</summary>
    internal long NextMs => _path is null ? long.MaxValue : _nextMs;

    /// <summary>Reads a pulse.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">The time now.</param>
    /// <returns>Whether the process is well, and what to tell people.</returns>
    public static (bool IsWell, string Detail) Read(string path, DateTimeOffset now)
    {
        string text;
        try
        {
            using var stream = File.OpenRead(path);
            var buffer = new byte[MaxBytes];
            text = System.Text.Encoding.UTF8.GetString(buffer, 0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (false, $"{path} cannot be read: {e.Message}");
        }

        var parts = text.TrimEnd('\n').Split(' ', 3);
        if (parts is not [var time, "ok" or "bad", var detail] || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return (false, $"{path} holds no pulse");
        }

        // a clock that was set back makes a pulse from the future, which is as fresh as can be
        return now - at > StaleAfter
            ? (false, string.Create(CultureInfo.InvariantCulture, $"no pulse for {(now - at).TotalSeconds:F0} s; the last one said: {detail}"))
            : (parts[1] is "ok", detail);
    }

    /// <summary>Writes a pulse if one is due.</summary>
    /// <param name="nowMs">The loop's clock, milliseconds.</param>
    /// <param name="isWell">The process is well.</param>
    /// <param name="detail">What it is doing.</param>
    internal void Beat(long nowMs, bool isWell, string detail)
    {
        if (nowMs < NextMs)
        {
            return;
        }

        _nextMs = nowMs + EveryMs;
        try
        {
            var now = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
            File.WriteAllText(_path + ".new", $"{now} {(isWell ? "ok" : "bad")} {detail.ReplaceLineEndings(" ")}\n");
            File.Move(_path + ".new", _path!, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // without a pulse whoever watches acts, which is right: but why must be said once
            if (!_hasFailed)
            {
                _log.Error("the health file {File} cannot be written: {Problem}", _path, e.Message);
            }

            _hasFailed = true;
        }
    }

    /// <summary>Removes the file: the process ends in order.</summary>
    internal void Remove()
    {
        try
        {
            if (_path is not null)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _log.Warning("the health file {File} cannot be removed: {Problem}", _path, e.Message);
        }
    }
}
