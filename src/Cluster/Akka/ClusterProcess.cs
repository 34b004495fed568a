using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Hosting;
using Akka.Logger.Serilog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Hosting;
using NumaProbe.Cluster.Hosts;
using Serilog;
using Serilog.Events;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// A process of a cluster from its start to its end: one clustered actor system in real time with one actor of ours, set up with Akka.Hosting. Owns
/// the system; all that the process does is the actor's.
/// </summary>
public static class ClusterProcess
{
    /// <summary>Actor systems in a row, each soon after the one before, after which the process gives up.</summary>
    public const int MaxLives = 20;

    /// <summary>
    /// The setting of the runtime that keeps it from counting before it compiles for good (profile-guided optimisation). Whoever starts a process of a cluster gives it
    /// <see cref="CompilesAtOnce"/>: it begins to be quick sooner, and what it computes is little.
    /// </summary>
    public const string ProfilingName = "DOTNET_TieredPGO";

    /// <summary>The value of <see cref="ProfilingName"/> for processes of a cluster.</summary>
    public const string CompilesAtOnce = "0";

    private const long LivedWellMs = 10_000;

    // read by System.Net.Sockets when the first socket of the process is used
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Holds nodes until told to stop, or until the coordinator says that this process is to end. What it holds outlives its actor system: one that the
    /// others have removed, rightly or not, joins again as the process that it was, and is then told to end if it was fenced.
    /// </summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="identify">Who it is, given its first address.</param>
    /// <param name="hosts">Who carries out the turns of the emulated actors.</param>
    /// <param name="health">Its pulse.</param>
    /// <param name="log">For the operator.</param>
    /// <param name="stop">Ends it in order.</param>
    /// <returns>Why the cluster wants it to end, or null when it was told to stop.</returns>
    /// <exception cref="ClusterStartException">It cannot listen.</exception>
    public static async Task<string?> RunNodeAsync(
        ClusterEndpoint endpoint, Func<string, HostIdentity> identify, VirtualTime.IActorHosts hosts, HealthFile health, ILogger log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(identify);
        NodeHostCore? core = null;
        try
        {
            return await RunAsync(
                endpoint,
                ClusterEndpoint.NodeRole,
                NodeActor.Name,
                (address, end) =>
                {
                    core ??= new NodeHostCore(identify(address), hosts);
                    core.MoveTo(address);
                    return Props.Create(() => new NodeActor(core, health, end, log));
                },
                log,
                stop).ConfigureAwait(false);
        }
        finally
        {
            core?.Dispose();
        }
    }

    /// <summary>Leads a cluster or stands by to, until told to stop; then gives the leadership up.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="create">Makes what it does, anew for each of its actor systems.</param>
    /// <param name="control">How others see and command it.</param>
    /// <param name="known">Where it keeps the members.</param>
    /// <param name="health">Its pulse.</param>
    /// <param name="log">For the operator.</param>
    /// <param name="stop">Ends it in order.</param>
    /// <returns>Why the cluster wants it to end, or null when it was told to stop.</returns>
    /// <exception cref="ClusterStartException">It cannot listen.</exception>
    public static Task<string?> RunCoordinatorAsync(
        ClusterEndpoint endpoint, Func<CoordinatorCore> create, ClusterControl control, KnownMembers known, HealthFile health, ILogger log, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(known);
        return RunAsync(
            endpoint with { Seeds = [.. endpoint.Seeds.Concat(known.Read()).Distinct()] },
            ClusterEndpoint.CoordinatorRole,
            CoordinatorActor.Name,
            (_, end) =>
            {
                var core = create();
                return Props.Create(() => new CoordinatorActor(core, control, known, health, end, log));
            },
            log,
            stop);
    }

    /// <summary>
    /// What a socket has received goes from the thread that waits for sockets straight to the event loop of its connection, not by way of a pool
    /// thread: a trip wakes two threads fewer. Nothing computes on that thread. An operator's own setting stays. It must be said before the process
    /// uses its first socket; every process of a cluster says it when it begins, and a process that serves an API too says it before that.
    /// </summary>
    public static void HandOverSocketsAtOnce()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }
    }

    /// <summary>Lives, and lives again when the actor system ended over something that is no end of the process: Akka.Remote ends it when a connection that it began breaks in a handshake.</summary>
    private static async Task<string?> RunAsync(
        ClusterEndpoint endpoint, string role, string name, Func<string, ProcessEnd, Props> props, ILogger log, CancellationToken stop)
    {
        HandOverSocketsAtOnce();
        for (var lives = 1; ; lives++)
        {
            var began = Alarm.NowMs;
            var (end, cause) = await LiveAsync(endpoint, role, name, props, stop).ConfigureAwait(false);
            if (cause is null)
            {
                return end;
            }

            lives = Alarm.NowMs - began > LivedWellMs ? 1 : lives;
            if (lives == MaxLives)
            {
                return $"its actor system ended {MaxLives} times in a row, the last time because: {cause}";
            }

            log.Warning("the actor system ended and is made again: {Cause}", cause);
        }
    }

    /// <summary>One actor system from its start to its end.</summary>
    /// <returns>Why the cluster wants the process to end, or null; and why the actor system ended although nobody wants the process to, or null.</returns>
    private static async Task<(string? End, string? Cause)> LiveAsync(
        ClusterEndpoint endpoint, string role, string name, Func<string, ProcessEnd, Props> props, CancellationToken stop)
    {
        var end = new ProcessEnd();
        using var host = Build(endpoint, role, system =>
        {
            var address = AkkaCluster.Get(system).SelfAddress.ToString();
            system.ActorOf(props(address, end).WithMailbox(ClusterConfiguration.Mailbox), name);
        });
        var system = SystemOf(host, endpoint);
        await host.StartAsync(CancellationToken.None).ConfigureAwait(false);
        Task over = Task.WhenAny(end.Reached, system.WhenTerminated);
        _ = JoinAsync(AkkaCluster.Get(system), endpoint, role, over);
        await over.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await host.StopAsync(CancellationToken.None).ConfigureAwait(false);

        // its actor works no more: what it worked with may go to the next one's
        await system.WhenTerminated.ConfigureAwait(false);
        end.Reach();
        var reason = await end.Reached.ConfigureAwait(false);
        if (reason is not null || stop.IsCancellationRequested)
        {
            return (stop.IsCancellationRequested ? null : reason, null);
        }

        var cause = end.Cause ?? CoordinatedShutdown.Get(system).ShutdownReason switch
        {
            null or CoordinatedShutdown.ClusterDowningReason or CoordinatedShutdown.ClusterLeavingReason => ProcessEnd.Removed,
            var other => other.ToString(),
        };

        // a coordinator is downed by the one that leads now
        return cause is ProcessEnd.Removed && role is ClusterEndpoint.CoordinatorRole ? (cause, null) : (null, cause);
    }

    private static IHost Build(ClusterEndpoint endpoint, string role, Action<ActorSystem> start)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddAkka(endpoint.Cluster, akka =>
        {
            akka.AddHocon(ClusterConfiguration.Of(endpoint, role, LogLevelName), HoconAddMode.Prepend);
            akka.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<SerilogLogger>();
            });
            if (endpoint.Tls is { } tls)
            {
                akka.AddSetup(tls);
            }

            akka.WithActors((system, _) => start(system));
        });
        return builder.Build();
    }

    // what Akka.NET says of its own life is for its developers; who comes and goes is in the status
    private static string LogLevelName => Log.IsEnabled(LogEventLevel.Debug) ? "DEBUG" : "WARNING";

    private static ActorSystem SystemOf(IHost host, ClusterEndpoint endpoint)
    {
        try
        {
            return host.Services.GetRequiredService<ActorSystem>();
        }
        catch (Exception e) when (Innermost(e) is SocketException or ArgumentException or System.Net.HttpListenerException)
        {
            throw new ClusterStartException($"cannot listen on {endpoint.Bind}: {Innermost(e).Message}", e);
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private static Task JoinAsync(AkkaCluster cluster, ClusterEndpoint endpoint, string role, Task over)
    {
        var seeds = endpoint.Seeds.Select(seed => new Address(endpoint.Scheme, endpoint.Cluster, seed.Host, seed.Port)).ToList();
        if (role is ClusterEndpoint.NodeRole && seeds.Exists(seed => seed != cluster.SelfAddress))
        {
            // the first seed begins a cluster when no other answers: that is a coordinator's business
            return Joining.ByTurnsAsync(cluster, [.. seeds.Where(seed => seed != cluster.SelfAddress)], over);
        }

        cluster.JoinSeedNodes(seeds.Count > 0 ? seeds : [cluster.SelfAddress]);
        return Task.CompletedTask;
    }
}
