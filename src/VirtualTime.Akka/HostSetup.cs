using global::Akka.Actor;
using global::Akka.Actor.Setup;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>Tells what an actor system creates by the name of its type which host it belongs to.</summary>
internal sealed class HostSetup(AkkaHost host) : Setup
{
    private AkkaHost Host { get; } = host;

    internal static AkkaHost HostOf(Settings settings) => settings.Setup.Get<HostSetup>().Value.Host;
}
