namespace NumaProbe.VirtualTime;

/// <summary>
/// What carries out the turns of one partition's actors. The partition decides whose turn it is and when, in the order (time, origin,
/// sequence); the host only carries it out, before it returns, and must never reorder, delay or drop one. What an actor throws comes out
/// as it is. Without a host the partition calls its actors itself: the bare loop.
/// </summary>
public interface IActorHost : IDisposable
{
    /// <summary>An actor got its address; its turns follow.</summary>
    /// <param name="actor">The actor, registered.</param>
    void Add(Actor actor);

    /// <summary>Gives an actor its turn with a message.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="message">What it receives.</param>
    /// <param name="replyTo">Where an answer goes, if one is wanted.</param>
    void Deliver(Actor actor, object message, ReplyTo replyTo);

    /// <summary>Gives an actor its turn with a flow of its own that goes on.</summary>
    /// <param name="actor">The actor whose flow it is.</param>
    /// <param name="continuation">Goes on with it.</param>
    void Continue(Actor actor, Continuation continuation);

    /// <summary>Carries out an event that the host itself put into the partition's queue.</summary>
    /// <param name="hostEvent">What it put there.</param>
    void Handle(IHostEvent hostEvent);
}
