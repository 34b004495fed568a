using System.Globalization;
using NumaProbe.Cluster.Wire;
using NumaProbe.Cluster.Wire.Formatting;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// The settings of a clustered actor system. What is open by default is shut here: serializers, remote deployment, actors by path; and nobody is
/// downed but by whoever fenced it (docs/adr/0012).
/// </summary>
internal static class ClusterConfiguration
{
    /// <summary>Most messages that wait for the coordinator's or a host's actor; a further one is dropped, and the protocol sends it again.</summary>
    internal const int MailboxCapacity = 4096;

    /// <summary>Name of the bounded mailbox in the configuration.</summary>
    internal const string Mailbox = "numaprobe.mailbox";

    // beside the frame itself: addresses, manifest, and what Akka.NET puts around it
    private const int FrameMargin = 64 << 10;

    private const string Refused = "NumaProbe.Cluster.Akka.RefusingSerializer, NumaProbe.Cluster";

    /// <summary>The settings of a process.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="role">What it is.</param>
    /// <param name="logLevel">From which level Akka.NET logs.</param>
    internal static string Of(ClusterEndpoint endpoint, string role, string logLevel) => $$"""
        akka {
          loglevel = {{logLevel}}
          stdout-loglevel = OFF
          log-serializer-override-on-start = off
          log-dead-letters = off
          coordinated-shutdown {
            exit-clr = off
            run-by-clr-shutdown-hook = off
            phases {
              cluster-leave.timeout = 2 s
              cluster-exiting.timeout = 2 s
              actor-system-terminate.timeout = 2 s
            }
          }
          scheduler.tick-duration = 50 ms
          actor {
            provider = cluster
            guardian-supervisor-strategy = "Akka.Actor.StoppingSupervisorStrategy"
            default-dispatcher.executor = channel-executor
            internal-dispatcher.executor = channel-executor
        {{Serializers}}
          }
          remote {
            untrusted-mode = on
            trusted-selection-paths = ["/system/cluster/core/daemon", "/system/cluster/heartbeatReceiver"]
            log-remote-lifecycle-events = {{(logLevel is "DEBUG" ? "DEBUG" : "WARNING")}}
            retry-gate-closed-for = 1 s
            use-passive-connections = {{(endpoint.Tls is null ? "on" : "off")}}
            default-remote-dispatcher.executor = "{{CallerExecutor.Configurator.Name}}"
            backoff-remote-dispatcher.executor = channel-executor
        {{Transport(endpoint)}}
          }
          cluster {
            roles = [{{role}}]
            downing-provider-class = "Akka.Cluster.NoDowning, Akka.Cluster"
            seed-node-timeout = 3 s
            retry-unsuccessful-join-after = 1 s
            log-info = off
            gossip-interval = 1 s
            leader-actions-interval = 500 ms
            unreachable-nodes-reaper-interval = 1 s
            allow-weakly-up-members = 3 s
            periodic-tasks-initial-delay = 200 ms
          }
        }
        {{Mailbox}} {
          mailbox-type = "Akka.Dispatch.BoundedMailbox, Akka"
          mailbox-capacity = {{MailboxCapacity.ToString(CultureInfo.InvariantCulture)}}
          mailbox-push-timeout-time = 0 s
        }
        """;

    // cluster messages and selections of the cluster's own actors keep their serializers; frames have ours; no other message is for another process
    private static string Serializers => $$"""
            serializers {
              frame = "NumaProbe.Cluster.Akka.FrameSerializer, NumaProbe.Cluster"
              json = "{{Refused}}"
              bytes = "{{Refused}}"
              proto = "{{Refused}}"
              primitive = "{{Refused}}"
              daemon-create = "{{Refused}}"
              akka-misc = "{{Refused}}"
              akka-system-msg = "{{Refused}}"
              reliable-delivery = "{{Refused}}"
            }
            serialization-bindings {
              "NumaProbe.Cluster.Akka.Frame, NumaProbe.Cluster" = frame
            }
            serialization-settings.allow-unregistered-types = false
        """;

    private static string Transport(ClusterEndpoint endpoint) => string.Create(CultureInfo.InvariantCulture, $$"""
            dot-netty.tcp {
              hostname = "{{endpoint.Bind.Host}}"
              port = {{endpoint.Bind.Port}}
              public-hostname = "{{endpoint.Address.Host}}"
              public-port = {{endpoint.Address.Port}}
              dns-use-ipv6 = {{(endpoint.Bind.Host.Contains(':', StringComparison.Ordinal) ? "true" : "false")}}
              enable-ssl = {{(endpoint.Tls is null ? "false" : "true")}}
              maximum-frame-size = {{WireBounds.MaxFrameBytes + FrameMargin}}b
              connection-timeout = 5 s
              batching.enabled = off
            }
        """);
}
