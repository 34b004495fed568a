namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>A process of the simulated cluster: alive, standing still or dead; its mail waits while it stands still.</summary>
internal abstract class SimProcess(string address)
{
    private readonly Queue<Action> _mail = new();
    private long _tickMs = long.MaxValue;

    internal string Address { get; } = address;

    internal bool IsAlive { get; private set; } = true;

    internal bool IsPaused { get; private set; }

    internal void Kill() => IsAlive = false;

    internal void Pause(SimNetwork network, long ms)
    {
        IsPaused = true;
        network.After(ms, () =>
        {
            IsPaused = false;
            while (IsAlive && !IsPaused && _mail.TryDequeue(out var handle))
            {
                handle();
            }

            if (IsAlive)
            {
                Schedule(network);
            }
        });
    }

    /// <summary>Does something in the process, now or when it goes on.</summary>
    internal void Do(Action handle)
    {
        if (!IsAlive)
        {
            return;
        }

        if (IsPaused)
        {
            _mail.Enqueue(handle);
        }
        else
        {
            handle();
        }
    }

    /// <summary>Makes sure that the core is called when it wants to be.</summary>
    internal void Schedule(SimNetwork network)
    {
        var due = Math.Max(NextTickMs, network.NowMs);
        if (!IsAlive || IsPaused || NextTickMs == long.MaxValue || _tickMs <= due)
        {
            return;
        }

        _tickMs = due;
        network.At(due, () =>
        {
            if (_tickMs == due)
            {
                _tickMs = long.MaxValue;
                if (IsAlive && !IsPaused)
                {
                    Tick();
                }
            }
        });
    }

    protected abstract long NextTickMs { get; }

    protected abstract void Tick();
}
