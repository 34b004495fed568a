using System.Runtime.ExceptionServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// A suspended flow: its state, who waits for it, and how it ended. Reused through small pools of each thread, because a
/// run suspends millions of times.
/// </summary>
internal abstract class FlowBox
{
    private FlowBox? _waiter;
    private Actor? _rootActor;
    private Exception? _exception;

    internal bool IsDone { get; private set; }

    /// <summary>The actor in whose turn it waits; known on a host only, see <see cref="Partition.Adopt"/>.</summary>
    internal Actor? Owner { get; set; }

    /// <summary>What the flow is called in failures: its async method, as the compiler named it.</summary>
    internal abstract string Name { get; }

    /// <summary>Runs the flow up to its next await.</summary>
    internal abstract void MoveNext();

    /// <summary>Gives the box back; nobody may refer to it any more.</summary>
    internal abstract void Recycle();

    internal void Wait(FlowBox waiter)
    {
        Invariant.Require(_waiter is null && _rootActor is null, "flow-is-awaited-once");
        _waiter = waiter;
    }

    internal void BecomeRoot(Actor actor)
    {
        Invariant.Require(_waiter is null && _rootActor is null, "flow-is-started-once");
        _rootActor = actor;
        if (IsDone)
        {
            EndRoot();
        }
    }

    /// <summary>The actor in whose turn it goes on: that in whose turn it waits, or that which the whole flow was started for; null when nobody knows.</summary>
    internal Actor? FindOwner()
    {
        for (var box = this; box is not null; box = box._waiter)
        {
            if ((box.Owner ?? box._rootActor) is { } actor)
            {
                return actor;
            }
        }

        return null;
    }

    internal void Complete(Exception? exception)
    {
        Invariant.Require(!IsDone, "flow-ends-once");
        IsDone = true;
        _exception = exception;
        if (_rootActor is not null)
        {
            EndRoot();
            return;
        }

        var waiter = _waiter;
        _waiter = null;
        waiter?.MoveNext();
    }

    internal void ThrowIfFailed()
    {
        if (_exception is not null)
        {
            ExceptionDispatchInfo.Throw(_exception);
        }
    }

    protected void Reset()
    {
        _waiter = null;
        _rootActor = null;
        Owner = null;
        _exception = null;
        IsDone = false;
    }

    private void EndRoot()
    {
        if (_exception is not null)
        {
            _rootActor!.Partition.FlowFailed(_rootActor, _exception);
            return;
        }

        Recycle();
    }
}
