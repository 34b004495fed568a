using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Transport.DotNetty;
using NumaProbe.Cluster.Certificates;

namespace NumaProbe.Cluster.Tests.Certificates;

/// <summary>A process's actor system on this machine: an actor that says back what it is told, and all that the system says.</summary>
internal sealed class RemotePeer : IAsyncDisposable
{
    private readonly ActorSystem _system;
    private readonly IActorRef _echo;
    private readonly Record _record = new();

    private RemotePeer(string host, DotNettySslSetup? tls, string more)
    {
        var config = ConfigurationFactory.ParseString(more + (tls is null ? "" : "\n" + ClusterTls.Remoting))
            .WithFallback(ConfigurationFactory.ParseString($$"""
                akka {
                  loggers = []
                  stdout-loglevel = OFF
                  actor.provider = remote
                  coordinated-shutdown { exit-clr = off, run-by-clr-shutdown-hook = off }
                  remote.dot-netty.tcp { hostname = "{{host}}", port = 0 }
                }
                """));
        var setup = BootstrapSetup.Create().WithConfig(config);
        _system = ActorSystem.Create("peer", tls is null ? ActorSystemSetup.Create(setup) : setup.And(tls));
        var watcher = _system.ActorOf(Props.Create(() => new Watcher(_record)), "watcher");
        _system.EventStream.Subscribe(watcher, typeof(Warning));
        _system.EventStream.Subscribe(watcher, typeof(Error));
        _system.EventStream.Subscribe(watcher, typeof(AssociationErrorEvent));
        _echo = _system.ActorOf(Props.Create(() => new Echo(_record)), "echo");
    }

    /// <summary>What others know it by.</summary>
    internal Address Address => ((ExtendedActorSystem)_system).Provider.DefaultAddress;

    /// <summary>Whether anything reached its actor.</summary>
    internal bool Heard => _record.Heard;

    /// <summary>Done when it has ended by itself.</summary>
    internal Task Ended => _system.WhenTerminated;

    /// <summary>Starts one with certificates.</summary>
    internal static RemotePeer Start(DotNettySslSetup tls, string host = TlsWorkshop.Here, string more = "") => new(host, tls, more);

    /// <summary>Starts one without.</summary>
    internal static RemotePeer StartPlain() => new(TlsWorkshop.Here, null, "");

    public async ValueTask DisposeAsync() => await Eventually.Happens(_system.Terminate(), "the end of an actor system");

    /// <summary>Says something to the actor of another and waits for its answer.</summary>
    internal async Task<string> AskAsync(RemotePeer other)
    {
        var answer = _system.ActorSelection(new RootActorPath(other.Address) / "user" / "echo")
            .Ask<string>("hello", System.Threading.Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        await Eventually.Happens(Task.WhenAny(answer, Ended, other.Ended), $"an answer of {other.Address}");
        return answer.IsCompleted ? await answer : "ended: " + string.Join('\n', _record.All.Concat(other._record.All));
    }

    /// <summary>Says something and waits for nothing; an answer reaches the actor here.</summary>
    internal void Tell(RemotePeer other) => TellAs(other.Address.Protocol, other);

    /// <summary>The same over another protocol than the other speaks.</summary>
    internal void TellAs(string protocol, RemotePeer other) => Tell(other.Address.WithProtocol(protocol));

    /// <summary>The same to whoever is at an address.</summary>
    internal void Tell(Address address) => _system.ActorSelection(new RootActorPath(address) / "user" / "echo").Tell("hello", _echo);

    /// <summary>Waits until the system has said something.</summary>
    internal async Task<string> SaysAsync(string words)
    {
        try
        {
            return await Eventually.Happens(_record.Await(words), $"'{words}' in what the actor system says");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}; it said\n{string.Join('\n', _record.All)}", e);
        }
    }

    private sealed class Echo(Record record) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            record.Heard = true;
            Sender.Tell(message);
        }
    }

    private sealed class Watcher(Record record) : UntypedActor
    {
        protected override void OnReceive(object message) => record.Add(message.ToString()!);
    }

    /// <summary>What happened, and who waits for it.</summary>
    private sealed class Record
    {
        private readonly Lock _lock = new();
        private readonly List<string> _said = [];
        private readonly List<(string Words, TaskCompletionSource<string> Source)> _waiting = [];
        private volatile bool _heard;

        internal bool Heard
        {
            get => _heard;
            set => _heard = value;
        }

        internal IReadOnlyList<string> All
        {
            get
            {
                lock (_lock)
                {
                    return [.. _said];
                }
            }
        }

        internal void Add(string text)
        {
            lock (_lock)
            {
                _said.Add(text);
                foreach (var (_, source) in _waiting.Where(w => text.Contains(w.Words, StringComparison.Ordinal)))
                {
                    source.TrySetResult(text);
                }
            }
        }

        internal Task<string> Await(string words)
        {
            lock (_lock)
            {
                var source = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_said.Find(text => text.Contains(words, StringComparison.Ordinal)) is { } said)
                {
                    source.SetResult(said);
                }

                _waiting.Add((words, source));
                return source.Task;
            }
        }
    }
}
