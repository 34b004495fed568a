using System.Numerics;
using Akka.Actor;
using NumaProbe.Cluster.Wire;
using Serilog;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Messages out of frames and frames out of messages, for one actor. Owns what is counted about them and the references to other processes;
/// decides nothing. A frame may be lost on its way: the protocol sends what matters again.
/// </summary>
/// <param name="system">The actor system.</param>
/// <param name="peers">Name of the actors that frames go to.</param>
/// <param name="log">For the operator.</param>
internal sealed class FramePort(ExtendedActorSystem system, string peers, ILogger log)
{
    /// <summary>Most references kept; then all are looked up again.</summary>
    internal const int MaxReferences = 4096;

    private static readonly IReadOnlyList<ClusterMessage> Nothing = [];

    private readonly Dictionary<string, IActorRef?> _references = new(StringComparer.Ordinal);
    private ulong _unreadable;

    /// <summary>The messages of a frame; none when it cannot be read, which is nobody's fault here.</summary>
    internal IReadOnlyList<ClusterMessage> Open(Frame frame, string from)
    {
        var reading = WireCodec.Decode(frame.Payload);
        if (reading.Messages is { } messages)
        {
            return messages;
        }

        Ignore(from, reading.Problem ?? "");
        return Nothing;
    }

    /// <summary>Address of the process that sent something; a sender without one is of this process.</summary>
    internal string AddressOf(IActorRef sender) =>
        (sender.Path.Address.HasGlobalScope ? sender.Path.Address : system.Provider.DefaultAddress).ToString();

    /// <summary>Says that something from another process is not looked at; at 1, 2, 4, 8, …, since a stranger must not fill the log.</summary>
    internal void Ignore(string from, string problem)
    {
        if (BitOperations.IsPow2(++_unreadable))
        {
            log.Warning("what {Process} sent is ignored, {Count} so far: {Problem}", from, _unreadable, problem);
        }
    }

    /// <summary>Sends messages, those of one address together.</summary>
    /// <param name="messages">What a core gave back.</param>
    /// <param name="coordinators">Addresses of the processes that may lead.</param>
    /// <param name="self">Who sends.</param>
    internal void Send(IReadOnlyList<Outgoing> messages, IEnumerable<string> coordinators, IActorRef self)
    {
        if (messages.Count == 0)
        {
            return;
        }

        foreach (var frame in WireCodec.Pack(messages))
        {
            var message = new Frame(frame.Payload);
            foreach (var address in frame.Address is Outgoing.Coordinators ? coordinators : [frame.Address])
            {
                ReferenceTo(address)?.Tell(message, self);
            }
        }
    }

    // by path, not through a selection: one look-up, and no message around the message
    private IActorRef? ReferenceTo(string address)
    {
        if (_references.TryGetValue(address, out var known))
        {
            return known;
        }

        if (_references.Count == MaxReferences)
        {
            _references.Clear();
        }

        var reference = Address.Parse(address) is { } parsed && parsed.HasGlobalScope
            ? system.Provider.ResolveActorRef(new RootActorPath(parsed) / "user" / peers)
            : null;
        _references.Add(address, reference);
        return reference;
    }
}
