using System.Runtime.ExceptionServices;
using global::Akka.Actor;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// The actors of one partition as Akka.NET actors. Owns an actor system that has no thread, no clock and no order of its own: what its
/// actors tell each other and ask of its scheduler becomes events of the partition, and everything else happens on the caller's thread
/// before a turn returns. It must never decide an order, and never be used from two threads at once.
/// </summary>
public sealed class AkkaHost : IActorHost
{
    private readonly Partition _partition;
    private readonly TurnLoop _loop = new();
    private readonly IActorRef?[][] _emulated = new IActorRef?[Partition.MaxKinds][];
    private IActorContext? _world;
    private Exception? _failure;
    private long _turns;

    internal AkkaHost(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        _partition = partition;
        Array.Fill(_emulated, []);
        _loop.Begin();
        try
        {
            System = ActorSystem.Create(string.Create(null, $"partition-{partition.Id}"), SystemSettings.Of(this));
            ((VirtualTimeScheduler)System.Scheduler).Attach(this);
            _loop.Drain();
            System.ActorOf(Props.CreateBy(new WorldActor.Producer(this)), WorldActor.Name);
            _loop.Drain();
        }
        finally
        {
            _loop.End();
        }

        IsOpen = World is not null;
    }

    /// <summary>The actor system. Whatever lives in it lives in virtual time; it must not wait for real time or tasks.</summary>
    public ActorSystem System { get; }

    /// <summary>Virtual time, nanoseconds.</summary>
    internal long NowNs => _partition.NowNs;

    /// <summary>Runs what the dispatchers are to carry out.</summary>
    internal TurnLoop Loop => _loop;

    /// <summary>Messages go through the partition's queue: it has started and is not disposed of.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>It is disposed of: nothing is carried out any more but the end of the actors.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The root of the emulated actors, once it has started.</summary>
    internal IActorContext World
    {
        get => _world ?? throw new InvalidOperationException("the root of the emulated actors did not start at once");
        set => _world = value;
    }

    /// <summary>Creates an Akka actor that is not emulated, to live beside the emulated ones in virtual time.</summary>
    /// <param name="props">What to create; its dispatcher and mailbox are left alone.</param>
    /// <param name="name">Its name below <c>/user</c>.</param>
    public IActorRef ActorOf(Props props, string name) => System.ActorOf(props, name);

    /// <summary>The emulated actor of an address as Akka knows it: who tells it something without an envelope is not answered.</summary>
    /// <param name="id">An address of this partition.</param>
    public IActorRef RefOf(ActorId id)
    {
        var table = _emulated[id.Kind];
        var found = id.Partition == _partition.Id && (uint)id.Index < (uint)table.Length ? table[id.Index] : null;
        return found ?? throw new InvalidOperationException($"no emulated actor has the address {id}");
    }

    /// <inheritdoc/>
    public void Add(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var (kind, index) = (actor.Id.Kind, actor.Id.Index);
        if (index >= _emulated[kind].Length)
        {
            Array.Resize(ref _emulated[kind], Math.Max(index + 1, Math.Max(4, _emulated[kind].Length * 2)));
        }

        var name = ActorNames.Of(actor);
        if (!World.Child(name).IsNobody())
        {
            name = ActorNames.OfKind(actor);
        }

        _emulated[kind][index] = World.ActorOf(Props.CreateBy(new ActorShell.Producer(this, actor)), name);
        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public void Deliver(Actor actor, object message, ReplyTo replyTo)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Take(RefOf(actor.Id), message, replyTo.IsAsked ? new AskerRef(this, replyTo) : ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    public void Continue(Actor actor, Continuation continuation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Take(RefOf(actor.Id), continuation, ActorRefs.NoSender);
    }

    /// <inheritdoc/>
    public void Handle(IHostEvent hostEvent)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _loop.Begin();
        try
        {
            ((HostEvent)hostEvent).CarryOut();
            _loop.Drain();
        }
        finally
        {
            _loop.End();
        }

        ThrowIfFailed();
    }

    /// <summary>Ends the actors and their system. What was still to come is dropped.</summary>
    public void Dispose()
    {
        if (IsClosed)
        {
            return;
        }

        _loop.Begin();
        (IsOpen, IsClosed) = (false, true);
        try
        {
            // its last steps are those of the thread pool and need no waiting for: nothing that lives depends on them
            _ = System.Terminate();
            _loop.Drain();
        }
        finally
        {
            _loop.End();
        }

        Invariant.Require(((ExtendedActorSystem)System).Provider.TerminationTask.IsCompleted, "an-actor-system-ends-at-once");
    }

    /// <summary>The way of everything that Akka's actors say or schedule into the partition's queue.</summary>
    internal void Queue(HostEvent hostEvent, long delayNs)
    {
        try
        {
            _partition.AddForHost(hostEvent, delayNs);
        }
        catch (Exception e)
        {
            // a bound that is reached ends the run, though a supervisor may think it can go on
            Fail(e);
            throw;
        }
    }

    /// <summary>Something failed that ends the run; it is thrown at the end of the turn.</summary>
    internal void Fail(Exception exception) => _failure ??= exception;

    /// <summary>An emulated actor has its turn.</summary>
    internal void TakeTurn(Actor actor, object message, ReplyTo replyTo)
    {
        _turns++;
        if (message is Continuation continuation)
        {
            continuation.Run();
        }
        else
        {
            _partition.TakeTurn(actor, message, replyTo);
        }
    }

    /// <summary>Somebody answers a request that an emulated actor made.</summary>
    internal void Reply(ReplyTo replyTo, object answer) => _partition.Reply(replyTo, answer);

    private void Take(IActorRef target, object message, IActorRef? sender)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var turns = _turns;
        _loop.Begin();
        try
        {
            _loop.IsHandingOver = true;
            target.Tell(message, sender);
            _loop.Drain();
        }
        finally
        {
            _loop.End();
        }

        ThrowIfFailed();
        Invariant.Require(_turns > turns, "a-turn-is-taken");
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
