using global::Akka.Dispatch;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// What the dispatchers of one actor system are to carry out, in the order they said so, on the thread of whoever has it carried out. Owns
/// what waits within a turn; nothing waits between turns.
/// </summary>
internal sealed class TurnLoop
{
    /// <summary>Most that may wait within a turn: a mailbox waits once, so it takes this many actors that all have something to do.</summary>
    internal const int MaxWaiting = 1 << 22;

    private readonly Queue<IRunnable> _waiting = new();
    private bool _isBusy;

    /// <summary>The next message that is dispatched has its turn now: it is the one that the partition delivers.</summary>
    internal bool IsHandingOver { get; set; }

    /// <summary>Begins a turn. What is to be carried out waits for <see cref="Drain"/>.</summary>
    internal void Begin()
    {
        Invariant.Require(!_isBusy, "turns-do-not-overlap");
        _isBusy = true;
    }

    /// <summary>Ends a turn, however it went.</summary>
    internal void End()
    {
        IsHandingOver = false;
        _isBusy = false;
    }

    /// <summary>Carries out everything that waits and what comes of it.</summary>
    internal void Drain()
    {
        while (_waiting.TryDequeue(out var next))
        {
            next.Run();
        }
    }

    /// <summary>Takes what is to be carried out: within this turn, or at once when it is nobody's turn.</summary>
    internal void Execute(IRunnable run)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            throw new InvalidOperationException($"more than {MaxWaiting} mailboxes wait within one turn");
        }

        _waiting.Enqueue(run);
        if (!_isBusy)
        {
            ExecuteOutsideTurn();
        }
    }

    private void ExecuteOutsideTurn()
    {
        Begin();
        try
        {
            Drain();
        }
        finally
        {
            End();
        }
    }
}
