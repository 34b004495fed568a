namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// Deliveries of one channel that were dealt with and of which the broker has not been told: consecutive ones are told of together. Owned
/// by whoever holds the link's gate.
/// </summary>
internal sealed class AckBatch
{
    private ulong _told;
    private ulong _dealt;

    /// <summary>Deliveries dealt with and not told of.</summary>
    internal int Count => (int)(_dealt - _told);

    /// <summary>Notes one; false when it is out of order and must be told of alone.</summary>
    /// <param name="tag">Its number in the channel, from 1.</param>
    internal bool TryAdd(ulong tag)
    {
        if (tag != _dealt + 1)
        {
            return false;
        }

        _dealt = tag;
        return true;
    }

    /// <summary>The number up to which to tell, or 0 when there is nothing to tell.</summary>
    internal ulong Take()
    {
        var through = _dealt == _told ? 0 : _dealt;
        _told = _dealt;
        return through;
    }
}
