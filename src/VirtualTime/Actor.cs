namespace NumaProbe.VirtualTime;

/// <summary>
/// Something with state of its own that handles one message at a time. It may change its own state, send messages, answer
/// requests, and start flows that wait in virtual time; it must never touch another actor's state, the wall clock, a thread
/// or ambient randomness. Between two awaits of a flow other messages of the same actor may be handled.
/// </summary>
public abstract class Actor
{
    private Partition? _partition;

    /// <summary>The address; valid once the actor is registered.</summary>
    public ActorId Id { get; private set; }

    /// <summary>The actor system it lives in.</summary>
    public Partition Partition => _partition ?? throw new InvalidOperationException("the actor is not registered with a partition");

    /// <summary>Virtual time, nanoseconds.</summary>
    protected long NowNs => Partition.NowNs;

    internal void Register(Partition partition, ActorId id)
    {
        if (_partition is not null)
        {
            throw new InvalidOperationException($"actor {Id} is registered already");
        }

        _partition = partition;
        Id = id;
    }

    internal void Deliver(object message, ReplyTo replyTo) => Receive(message, replyTo);

    /// <summary>Handles one message. An unknown one must end in <see cref="Unknown"/>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="replyTo">Where an answer goes, if one is wanted.</param>
    protected abstract void Receive(object message, ReplyTo replyTo);

    /// <summary>Sends a message; it takes the latency between the partitions, nothing within one.</summary>
    /// <param name="target">Receiver.</param>
    /// <param name="message">Immutable message.</param>
    protected void Send(ActorId target, object message) => Partition.Send(target, message, ReplyTo.None, 0);

    /// <summary>Sends a message that arrives later than it need.</summary>
    /// <param name="target">Receiver.</param>
    /// <param name="message">Immutable message.</param>
    /// <param name="delayNs">Further delay, nanoseconds.</param>
    protected void SendLater(ActorId target, object message, long delayNs) => Partition.Send(target, message, ReplyTo.None, delayNs);

    /// <summary>Sends a request; awaiting the result continues in this actor's turn when the answer arrives.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <param name="target">Receiver.</param>
    /// <param name="message">Immutable message.</param>
    protected AskAwaitable<T> Ask<T>(ActorId target, object message)
        where T : class => Partition.Ask<T>(target, message);

    /// <summary>Awaits a span of virtual time.</summary>
    /// <param name="durationNs">Nanoseconds, not negative; 0 continues at once.</param>
    protected DelayAwaitable Delay(long durationNs) => Partition.Delay(durationNs);

    /// <summary>Answers a request.</summary>
    /// <param name="replyTo">What came with the request.</param>
    /// <param name="message">Immutable answer.</param>
    protected void Reply(ReplyTo replyTo, object message) => Partition.Reply(replyTo, message);

    /// <summary>Lets a flow run on by itself; an exception in it ends the run as one of this actor.</summary>
    /// <param name="flow">The flow, not awaited elsewhere.</param>
    protected void Start(Flow flow) => flow.StartAsRoot(this);

    /// <summary>For messages the actor does not accept: an error, never ignored.</summary>
    /// <param name="message">The message.</param>
    protected InvalidOperationException Unknown(object message) =>
        new($"{GetType().Name} {Id} does not accept {message?.GetType().Name ?? "null"}");
}
