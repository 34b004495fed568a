using System.Diagnostics;
using Akka.Actor;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// Accepts <see cref="Frame"/>: the answer to the one it sent, whereupon it sends the next. Owns the times that were measured.
/// </summary>
internal sealed class TripActor : UntypedActor
{
    private readonly IActorRef _echo;
    private readonly Frame _frame;
    private readonly int _warmUp;
    private readonly long[] _ticks;
    private readonly TaskCompletionSource<long[]> _done;
    private int _count;
    private long _start;

    /// <summary>Makes it; it sends at once.</summary>
    /// <param name="echo">Sends back.</param>
    /// <param name="frame">What is sent.</param>
    /// <param name="warmUp">How many are not measured first.</param>
    /// <param name="count">How many are measured.</param>
    /// <param name="done">Gets the times.</param>
    public TripActor(IActorRef echo, Frame frame, int warmUp, int count, TaskCompletionSource<long[]> done) =>
        (_echo, _frame, _warmUp, _ticks, _done) = (echo, frame, warmUp, new long[count], done);

    /// <inheritdoc/>
    protected override void PreStart() => Send();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is not Frame)
        {
            Unhandled(message);
            return;
        }

        var ticks = Stopwatch.GetTimestamp() - _start;
        if (_count >= _warmUp)
        {
            _ticks[_count - _warmUp] = ticks;
        }

        if (++_count == _warmUp + _ticks.Length)
        {
            _done.SetResult(_ticks);
        }
        else
        {
            Send();
        }
    }

    private void Send()
    {
        _start = Stopwatch.GetTimestamp();
        _echo.Tell(_frame, Self);
    }
}
