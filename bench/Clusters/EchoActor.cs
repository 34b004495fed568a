using Akka.Actor;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Bench.Clusters;

/// <summary>Accepts <see cref="Frame"/> and sends it back. Owns nothing.</summary>
internal sealed class EchoActor : UntypedActor
{
    /// <summary>Its name.</summary>
    internal const string Name = "echo";

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is Frame)
        {
            Sender.Tell(message, Self);
        }
        else
        {
            Unhandled(message);
        }
    }
}
