using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>Time and the network: what happens next, and what becomes of a message on its way.</summary>
internal sealed class SimNetwork(SimKnobs knobs, Random random, Action<SimFault> count)
{
    private readonly PriorityQueue<Action, (long Ms, long Order)> _events = new();
    private readonly Dictionary<string, long> _latest = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, long UntilMs)> _cuts = [];
    private long _order;
    private long _sent;

    internal long NowMs { get; private set; }

    internal int Waiting => _events.Count;

    internal void At(long ms, Action action) => _events.Enqueue(action, (Math.Max(ms, NowMs), _order++));

    internal void After(long ms, Action action) => At(NowMs + ms, action);

    internal bool Step()
    {
        if (!_events.TryDequeue(out var action, out var when))
        {
            return false;
        }

        NowMs = when.Ms;
        action();
        return true;
    }

    /// <summary>Nothing gets from one address to another until a time.</summary>
    internal void Cut(string from, string to, long forMs) => _cuts.Add((from, to, NowMs + forMs));

    /// <summary>Sends what a process wants sent.</summary>
    /// <param name="from">Its address.</param>
    /// <param name="outgoing">The messages.</param>
    /// <param name="coordinators">Where every process is that may lead.</param>
    /// <param name="deliver">Takes sender, address and message when it arrives.</param>
    internal void Send(string from, IReadOnlyList<Outgoing> outgoing, IReadOnlyList<string> coordinators, Action<string, string, ClusterMessage> deliver)
    {
        void ToAll(string address, ClusterMessage message)
        {
            foreach (var one in address is Outgoing.Coordinators ? coordinators : [address])
            {
                Send(from, one, message, deliver);
            }
        }

        _cuts.RemoveAll(cut => cut.UntilMs <= NowMs);
        if (!knobs.Encoded)
        {
            foreach (var one in outgoing)
            {
                ToAll(one.Address, one.Message);
            }

            return;
        }

        foreach (var frame in WireCodec.Pack(outgoing))
        {
            foreach (var message in WireCodec.Decode(frame.Payload).Messages ?? throw new SimViolationException("a frame cannot be read"))
            {
                ToAll(frame.Address, message);
            }
        }
    }

    private void Send(string from, string address, ClusterMessage message, Action<string, string, ClusterMessage> deliver)
    {
        if (random.NextDouble() < knobs.Loss || _cuts.Exists(cut => cut.From == from && cut.To == address))
        {
            count(SimFault.Lost);
            return;
        }

        var copies = 1;
        if (random.NextDouble() < knobs.Duplication)
        {
            count(SimFault.Duplicated);
            copies = 2;
        }

        var number = ++_sent;
        for (var copy = 0; copy < copies; copy++)
        {
            var delay = 1 + random.Next(knobs.JitterMs + 1) + (random.NextDouble() < knobs.Slow ? random.Next(knobs.SlowMs + 1) : 0);
            if (delay > ClusterTimes.ResendAfterMs)
            {
                count(SimFault.Delayed);
            }

            After(delay, () =>
            {
                if (_latest.GetValueOrDefault(address) > number)
                {
                    count(SimFault.Reordered);
                }

                _latest[address] = Math.Max(_latest.GetValueOrDefault(address), number);
                deliver(from, address, message);
            });
        }
    }
}
