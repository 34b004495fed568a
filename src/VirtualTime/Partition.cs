using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace NumaProbe.VirtualTime;

/// <summary>
/// One actor system: a virtual clock, an event queue and the actors it runs, one event at a time, in the order (time,
/// origin, sequence). Owns its actors; must never be used from two threads at once. Other partitions are reached
/// through <see cref="IInterconnect"/> only.
/// </summary>
public sealed class Partition : IDisposable
{
    /// <summary>Number of actor tables of a partition.</summary>
    public const int MaxKinds = 16;

    /// <summary>Most partitions of a world.</summary>
    public const int MaxPartitions = ushort.MaxValue;

    private readonly IInterconnect _interconnect;
    private readonly int _maxWaiting;
    private readonly Actor?[][] _actors = new Actor?[MaxKinds][];
    private readonly EventQueue _queue = new();
    private readonly ReplySlots _slots;
    private readonly IActorHost? _host;
    private long _sequence;
    private int _outside;
    private object? _current;
    private Actor? _failedActor;
    private Exception? _failure;
    private ActorId _currentTarget;
    private Actor? _running;

    /// <summary>Creates an empty partition at virtual time 0.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="interconnect">The way to the others.</param>
    /// <param name="maxWaiting">Most events that may wait at once.</param>
    /// <param name="hosts">Who carries out the turns of its actors; null for the bare loop.</param>
    public Partition(int id, IInterconnect interconnect, int maxWaiting, IActorHosts? hosts = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, MaxPartitions);
        Id = (ushort)id;
        _interconnect = interconnect;
        _maxWaiting = maxWaiting;
        _slots = new ReplySlots(this);
        Array.Fill(_actors, []);
        _host = hosts?.HostOf(this);
    }

    /// <summary>Number of the partition.</summary>
    public ushort Id { get; }

    /// <summary>Virtual time, nanoseconds.</summary>
    public long NowNs { get; private set; }

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/> when none is pending.</summary>
    public long NextTimeNs => _queue.NextTimeNs;

    /// <summary>Events handled so far.</summary>
    public long Handled { get; private set; }

    /// <summary>Events waiting.</summary>
    public int Waiting => _queue.Count;

    /// <summary>Who carries out the turns of its actors; null on the bare loop.</summary>
    public IActorHost? Host => _host;

    /// <summary>Puts an actor under an address of its own.</summary>
    /// <param name="kind">Table, below <see cref="MaxKinds"/>.</param>
    /// <param name="index">Place in the table, free so far.</param>
    /// <param name="actor">The actor.</param>
    public ActorId Register(byte kind, int index, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var table = _actors[kind];
        if (index >= table.Length)
        {
            Array.Resize(ref _actors[kind], Math.Max(index + 1, Math.Max(4, table.Length * 2)));
            table = _actors[kind];
        }

        Invariant.Require(table[index] is null, "actor-address-used-once", index);
        var id = new ActorId(Id, kind, index);
        actor.Register(this, id);
        table[index] = actor;
        _host?.Add(actor);
        return id;
    }

    /// <inheritdoc/>
    public void Dispose() => _host?.Dispose();

    /// <summary>Sends a message to an actor here or elsewhere.</summary>
    /// <param name="target">Receiver.</param>
    /// <param name="message">Immutable message.</param>
    /// <param name="replyTo">Where an answer goes, or <see cref="ReplyTo.None"/>.</param>
    /// <param name="delayNs">Delay on top of the latency, nanoseconds.</param>
    public void Send(ActorId target, object message, ReplyTo replyTo, long delayNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delayNs);
        if (target.Partition == Id)
        {
            AddLocal(delayNs, message, new EventQueue.Header(EventKind.Message, target, replyTo));
            return;
        }

        var arrival = NowNs + delayNs + Latency(target.Partition);
        _interconnect.Post(new Envelope(arrival, Id, _sequence++, target, message, replyTo, IsReply: false));
    }

    /// <summary>Answers a request.</summary>
    /// <param name="replyTo">What came with the request.</param>
    /// <param name="message">Immutable answer.</param>
    public void Reply(ReplyTo replyTo, object message)
    {
        Invariant.Require(replyTo.IsAsked, "reply-answers-a-request");
        if (replyTo.Partition == Id)
        {
            AddLocal(0, message, new EventQueue.Header(EventKind.Reply, default, replyTo));
            return;
        }

        var arrival = NowNs + Latency(replyTo.Partition);
        _interconnect.Post(new Envelope(arrival, Id, _sequence++, default, message, replyTo, IsReply: true));
    }

    /// <summary>Takes a message from another partition; its time must not be in the past.</summary>
    /// <param name="envelope">The message.</param>
    public void Accept(in Envelope envelope)
    {
        Invariant.Require(envelope.TimeNs >= NowNs, "message-arrives-in-time", envelope.TimeNs);
        CheckRoom();
        _queue.Add(
            envelope.TimeNs,
            envelope.Origin,
            envelope.Sequence,
            envelope.Message,
            new EventQueue.Header(envelope.IsReply ? EventKind.Reply : EventKind.Message, envelope.Target, envelope.ReplyTo));
    }

    /// <summary>Handles the next event; there must be one.</summary>
    /// <remarks>What an actor throws comes out as it is; <see cref="Describe"/> then says where it happened.</remarks>
    public void Step()
    {
        var payload = _queue.Take(out var timeNs, out var header);
        Invariant.Require(timeNs >= NowNs, "virtual-time-never-goes-back", timeNs);
        NowNs = timeNs;
        Handled++;
        _current = payload;
        _currentTarget = header.Target;
        if (_host is null)
        {
            TakeTurn(payload, header);
        }
        else
        {
            TakeTurn(payload, header, _host);
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    /// <summary>Says which actor failed, on what and when.</summary>
    /// <param name="exception">What <see cref="Step"/> threw.</param>
    public ActorFailureException Describe(Exception exception)
    {
        var (actor, message) = _current switch
        {
            FlowBox flow => ("a flow", flow.Name),
            IHostEvent ofHost => (ofHost.Receiver, ofHost.Message),
            var other => ($"actor {_currentTarget}", other?.GetType().Name ?? "nothing"),
        };
        if (_failedActor is not null)
        {
            actor = $"{_failedActor.GetType().Name} {_failedActor.Id}";
        }

        return new ActorFailureException(actor, message, NowNs, exception);
    }

    /// <summary>Sends a request; awaiting the result continues the flow when the answer arrives.</summary>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <param name="target">Receiver.</param>
    /// <param name="message">Immutable message.</param>
    /// <param name="delayNs">How much later the request leaves, nanoseconds: work of the asker that comes first.</param>
    public AskAwaitable<T> Ask<T>(ActorId target, object message, long delayNs = 0)
        where T : class
    {
        var replyTo = _slots.Rent();
        Send(target, message, replyTo, delayNs);
        return new AskAwaitable<T>(_slots, replyTo);
    }

    /// <summary>Awaits a span of virtual time.</summary>
    /// <param name="durationNs">Nanoseconds, not negative; 0 continues at once.</param>
    public DelayAwaitable Delay(long durationNs) => new(this, durationNs);

    /// <summary>
    /// Awaits something that comes from outside the world at a time to come. It continues before everything else of that time and takes no
    /// sequence number, so that it makes no difference whether it was known from the start or told just before.
    /// </summary>
    /// <param name="timeNs">Virtual time, nanoseconds; later than now.</param>
    /// <param name="number">Number among everything from outside, which decides between two of the same time; used once.</param>
    public OutsideAwaitable FromOutside(long timeNs, long number) => new(this, timeNs, number);

    /// <summary>Puts an event of the host itself into the queue: it is carried out by <see cref="IActorHost.Handle"/> when its turn comes.</summary>
    /// <param name="hostEvent">What the host makes of it is its business.</param>
    /// <param name="delayNs">When, nanoseconds from now; 0 for after everything that was sent at this time already.</param>
    public void AddForHost(IHostEvent hostEvent, long delayNs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delayNs);
        Invariant.Require(_host is not null, "host-events-have-a-host");
        AddLocal(delayNs, hostEvent, new EventQueue.Header(EventKind.Host, default, ReplyTo.None));
    }

    /// <summary>The flow waits in the turn of the actor that runs now, and goes on in one of it; the bare loop need not know.</summary>
    internal void Adopt(FlowBox box)
    {
        if (_host is not null)
        {
            box.Owner ??= _running;
        }
    }

    /// <summary>For a host: gives an actor its turn with a message.</summary>
    internal void TakeTurn(Actor actor, object message, ReplyTo replyTo)
    {
        _running = actor;
        actor.Deliver(message, replyTo);
    }

    internal void ResumeFromOutside(FlowBox box, long timeNs, long number)
    {
        Invariant.Require(timeNs > NowNs, "outside-events-lie-ahead", timeNs);
        _outside++;
        Adopt(box);
        _queue.Add(timeNs, EventQueue.Outside, number, box, new EventQueue.Header(EventKind.ResumeFromOutside, default, ReplyTo.None));
    }

    internal void ResumeLater(FlowBox box, long delayNs)
    {
        Adopt(box);
        AddLocal(delayNs, box, new EventQueue.Header(EventKind.Resume, default, ReplyTo.None));
    }

    internal void FlowFailed(Actor actor, Exception exception)
    {
        _failedActor ??= actor;
        _failure ??= exception;
    }

    private void TakeTurn(object payload, in EventQueue.Header header)
    {
        switch (header.Kind)
        {
            case EventKind.Message:
                Find(header.Target).Deliver(payload, header.ReplyTo);
                break;
            case EventKind.Reply:
                _slots.Fill(header.ReplyTo, payload)?.MoveNext();
                break;
            case EventKind.Resume:
                Unsafe.As<FlowBox>(payload).MoveNext();
                break;
            default:
                _outside--;
                Unsafe.As<FlowBox>(payload).MoveNext();
                break;
        }
    }

    private void TakeTurn(object payload, in EventQueue.Header header, IActorHost host)
    {
        switch (header.Kind)
        {
            case EventKind.Message:
                host.Deliver(Find(header.Target), payload, header.ReplyTo);
                break;
            case EventKind.Reply:
                Continue(_slots.Fill(header.ReplyTo, payload), host);
                break;
            case EventKind.Host:
                host.Handle(Unsafe.As<IHostEvent>(payload));
                break;
            case EventKind.Resume:
                Continue(Unsafe.As<FlowBox>(payload), host);
                break;
            default:
                _outside--;
                Continue(Unsafe.As<FlowBox>(payload), host);
                break;
        }

        _running = null;
    }

    private void Continue(FlowBox? flow, IActorHost host)
    {
        // an answer that nobody awaits yet is nobody's turn
        if (flow is not null)
        {
            _running = flow.FindOwner();
            Invariant.Require(_running is not null, "a-flow-belongs-to-an-actor");
            host.Continue(_running, new Continuation(flow));
        }
    }

    private Actor Find(ActorId target)
    {
        var table = _actors[target.Kind];
        var actor = (uint)target.Index < (uint)table.Length ? table[target.Index] : null;
        return actor ?? throw new InvalidOperationException($"no actor has the address {target}");
    }

    private long Latency(int to)
    {
        var latency = _interconnect.LatencyNs(Id, to);
        Invariant.Require(latency > 0, "latency-between-partitions-is-positive", latency);
        return latency;
    }

    private void AddLocal(long delayNs, object payload, in EventQueue.Header header)
    {
        CheckRoom();
        if (delayNs == 0)
        {
            _queue.AddPresent(NowNs, Id, _sequence++, payload, header);
        }
        else
        {
            _queue.Add(checked(NowNs + delayNs), Id, _sequence++, payload, header);
        }
    }

    private void CheckRoom()
    {
        // what waits for the outside may not be known yet in another execution of the same run, so it cannot count
        if (_queue.Count - _outside >= _maxWaiting)
        {
            throw new BoundReachedException($"waiting messages in partition {Id}", _maxWaiting, NowNs);
        }
    }
}
