namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// Publishes of one channel that the broker has not confirmed: how many, and whether there is room for another. Confirms come in order of
/// sequence numbers in practice but need not, so a set bit is kept for each number in the window. Safe to call from two threads.
/// </summary>
internal sealed class ConfirmWindow
{
    private readonly Lock _gate = new();
    private readonly bool[] _confirmed = new bool[RabbitMqLimits.MaxUnconfirmed];
    private ulong _oldest = 1;
    private ulong _next = 1;

    /// <summary>Publishes in the window, from the oldest that is not confirmed to the newest.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return (int)(_next - _oldest);
            }
        }
    }

    /// <summary>Takes the next sequence number if the window has room.</summary>
    internal bool TryOpen()
    {
        lock (_gate)
        {
            if (_next - _oldest >= RabbitMqLimits.MaxUnconfirmed)
            {
                return false;
            }

            _confirmed[Slot(_next++)] = false;
            return true;
        }
    }

    /// <summary>The broker has said yes or no to a number, or to all up to it.</summary>
    /// <param name="number">The number.</param>
    /// <param name="multiple">All up to it.</param>
    /// <returns>How many publishes that settles.</returns>
    internal int Settle(ulong number, bool multiple)
    {
        lock (_gate)
        {
            if (number < _oldest || number >= _next)
            {
                return 0;
            }

            var settled = 0;
            for (var n = multiple ? _oldest : number; n <= number; n++)
            {
                settled += _confirmed[Slot(n)] ? 0 : 1;
                _confirmed[Slot(n)] = true;
            }

            while (_oldest < _next && _confirmed[Slot(_oldest)])
            {
                _oldest++;
            }

            return settled;
        }
    }

    private static int Slot(ulong number) => (int)(number % RabbitMqLimits.MaxUnconfirmed);
}
