using System.Threading.Channels;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Transport;

namespace NumaProbe.Cluster.Hosting;

/// <summary>
/// What the loop of a process waits for: mail, a command, a poke from another thread, or a time. One loop waits; anybody pokes. When mail comes the
/// loop goes on in the thread that brought it.
/// </summary>
internal sealed class LoopWait
{
    private readonly ITransport _transport;
    private readonly ChannelReader<ControlCommand>? _commands;
    private Task<bool>? _mail;
    private Task _timer = Task.CompletedTask;
    private Task? _command;
    private Task? _other;
    private TaskCompletionSource _poke = NewPoke();
    private long _timerMs;

    internal LoopWait(ITransport transport, ChannelReader<ControlCommand>? commands = null) => (_transport, _commands) = (transport, commands);

    /// <summary>Milliseconds of a clock that never goes back.</summary>
    internal static long NowMs => Environment.TickCount64;

    /// <summary>Ends the present waiting, or the next one if the loop is not waiting.</summary>
    internal void Poke() => Volatile.Read(ref _poke).TrySetResult();

    /// <summary>Waits.</summary>
    /// <param name="untilMs">Until this time at the latest; earlier without reason does no harm.</param>
    /// <returns>False when no mail can come any more.</returns>
    internal async ValueTask<bool> WaitAsync(long untilMs)
    {
        _mail ??= _transport.Incoming.WaitToReadAsync().AsTask();
        if (!_mail.IsCompleted && untilMs > NowMs)
        {
            await Task.WhenAny(_mail, Other(untilMs)).ConfigureAwait(false);
        }

        if (_poke.Task.IsCompleted)
        {
            Volatile.Write(ref _poke, NewPoke());
            _other = null;
        }

        if (_command is { IsCompleted: true })
        {
            (_command, _other) = (null, null);
        }

        if (!_mail.IsCompleted)
        {
            return true;
        }

        var isOpen = await _mail.ConfigureAwait(false);
        _mail = null;
        return isOpen;
    }

    // not inline: whoever pokes must not find itself running the loop
    private static TaskCompletionSource NewPoke() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // a timer that is early is kept: making one for every window would cost more than waking up for nothing now and then
    private Task Other(long untilMs)
    {
        if (_timer.IsCompleted || _timerMs > untilMs)
        {
            const long Longest = 60_000;
            var wait = Math.Clamp(untilMs - NowMs, 1, Longest);
            _timerMs = NowMs + wait;
            _timer = Task.Delay(TimeSpan.FromMilliseconds(wait));
            _other = null;
        }

        if (_commands is null)
        {
            return _other ??= Task.WhenAny(_poke.Task, _timer);
        }

        _command ??= _commands.WaitToReadAsync().AsTask();
        return _other ??= Task.WhenAny(_poke.Task, _timer, _command);
    }
}
