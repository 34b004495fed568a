using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Serilog;

namespace NumaProbe.Api.Security;

/// <summary>
/// Tells the operator of refused clients: the first at once, those that follow counted in one line a minute, so that nobody can fill a disk by being
/// refused. Never logs what was sent.
/// </summary>
/// <param name="log">Where to.</param>
/// <param name="clock">Knows when a minute is over.</param>
internal sealed class RefusalLog(ILogger log, TimeProvider clock) : IDisposable
{
    /// <summary>How long refusals are counted before the next line.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<RefusalKind>().Length];
    private ITimer? _timer;
    private string _lastClient = "";

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Counts what is refused by its status.</summary>
    internal static void Use(IApplicationBuilder application, RefusalLog refusals) => application.Use(async (context, next) =>
    {
        await next(context);
        if (KindOf(context.Response.StatusCode) is { } kind)
        {
            refusals.Note(kind, context.Connection.RemoteIpAddress?.ToString() ?? "");
        }
    });

    /// <summary>Somebody was refused.</summary>
    internal void Note(RefusalKind kind, string client)
    {
        lock (_lock)
        {
            _counts[(int)kind]++;
            _lastClient = client;
            if (_timer is null)
            {
                Tell();
                _timer = clock.CreateTimer(_ => OnMinute(), null, Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static RefusalKind? KindOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => RefusalKind.Token,
        StatusCodes.Status403Forbidden => RefusalKind.Rights,
        StatusCodes.Status429TooManyRequests => RefusalKind.Often,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status431RequestHeaderFieldsTooLarge => RefusalKind.Size,
        _ => null,
    };

    private static string Words(RefusalKind kind) => kind switch
    {
        RefusalKind.Token => "without a valid token",
        RefusalKind.Rights => "without the right to do it",
        RefusalKind.Often => "asking too often",
        RefusalKind.Connections => "with too many connections",
        _ => "too large",
    };

    private void OnMinute()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
            if (_counts.Any(static count => count > 0))
            {
                Tell();
                _timer = clock.CreateTimer(_ => OnMinute(), null, Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tell()
    {
        var parts = Enum.GetValues<RefusalKind>().Where(kind => _counts[(int)kind] > 0)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{_counts[(int)kind]} {Words(kind)}"));
        log.Warning("refused {Counts}; the last came from {Client}", string.Join(", ", parts), _lastClient);
        Array.Clear(_counts);
    }
}
