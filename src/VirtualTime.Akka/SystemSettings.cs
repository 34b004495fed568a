using global::Akka.Actor;
using global::Akka.Actor.Setup;
using global::Akka.Configuration;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>How an actor system in virtual time is set up: everything of it ours, nothing of it on its own.</summary>
internal static class SystemSettings
{
    private static readonly BootstrapSetup Common = BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString($$"""
        akka {
          loggers = []
          loglevel = OFF
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown {
            run-by-clr-shutdown-hook = off
            run-by-actor-system-terminate = off
            terminate-actor-system = off
          }
          scheduler.implementation = "{{TypeName<VirtualTimeScheduler>()}}"
          actor {
            provider = local
            default-dispatcher.type = "{{TypeName<VirtualTimeDispatcher.ForActors>()}}"
            internal-dispatcher.type = "{{TypeName<VirtualTimeDispatcher.ForGuardians>()}}"
            default-mailbox.mailbox-type = "{{TypeName<VirtualTimeMailbox>()}}"
            mailbox.unbounded-deque-based.mailbox-type = "{{TypeName<VirtualTimeMailbox>()}}"
          }
        }
        """));

    /// <summary>The settings of the system that a host owns.</summary>
    internal static ActorSystemSetup Of(AkkaHost host) => Common.And(new HostSetup(host));

    private static string TypeName<T>() => $"{typeof(T).FullName}, {typeof(T).Assembly.GetName().Name}";
}
