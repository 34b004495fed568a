using global::Akka.Actor;
using global::Akka.Dispatch;
using global::Akka.Dispatch.MessageQueues;
using AkkaEnvelope = global::Akka.Actor.Envelope;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// What lies in one mailbox: the message whose turn it is. More of them only while the actor is suspended by its supervisor, or when it
/// takes back what it stashed. Bounded; a message too many ends the run.
/// </summary>
internal sealed class TurnMessages(AkkaHost host) : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    /// <summary>Most messages that one mailbox holds.</summary>
    internal const int MaxHeld = 1 << 16;

    private AkkaEnvelope _first;
    private LinkedList<AkkaEnvelope>? _more;

    /// <inheritdoc/>
    public bool HasMessages => Count > 0;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, AkkaEnvelope envelope)
    {
        Count = Grown();
        if (Count == 1)
        {
            _first = envelope;
        }
        else
        {
            (_more ??= []).AddLast(envelope);
        }
    }

    /// <inheritdoc/>
    public void EnqueueFirst(AkkaEnvelope envelope)
    {
        Count = Grown();
        if (Count > 1)
        {
            (_more ??= []).AddFirst(_first);
        }

        _first = envelope;
    }

    /// <inheritdoc/>
    public bool TryDequeue(out AkkaEnvelope envelope)
    {
        envelope = _first;
        if (Count == 0)
        {
            return false;
        }

        _first = default;
        if (--Count > 0)
        {
            _first = _more!.First!.Value;
            _more.RemoveFirst();
        }

        return true;
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        while (TryDequeue(out var envelope))
        {
            deadletters.Enqueue(owner, envelope);
        }
    }

    private int Grown()
    {
        if (Count < MaxHeld)
        {
            return Count + 1;
        }

        var bound = new BoundReachedException("messages in one mailbox", MaxHeld, host.NowNs);
        host.Fail(bound);
        throw bound;
    }
}
