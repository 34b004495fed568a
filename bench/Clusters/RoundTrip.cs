using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using NumaProbe.Cluster.Akka;

namespace NumaProbe.Bench.Clusters;

/// <summary>
/// What a message to an actor in another process and its answer cost over the transport alone, with the settings of the product. Owns the
/// measurement only.
/// </summary>
internal static class RoundTrip
{
    private const string Cluster = "bench-trip";
    private const int WarmUp = 2_000;

    /// <summary>Sends payloads to an echo, one at a time.</summary>
    /// <param name="echoAddress">Address of the echo.</param>
    /// <param name="bytes">Size of a payload.</param>
    /// <param name="count">How many are measured.</param>
    internal static async Task<RoundTripResult> MeasureAsync(string echoAddress, int bytes, int count)
    {
        using var system = Create();
        var echo = ((ExtendedActorSystem)system).Provider.ResolveActorRef(echoAddress);
        var done = new TaskCompletionSource<long[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new TripActor(echo, new Frame(new byte[bytes]), WarmUp, count, done)), "trip");
        var ticks = await Eventually.Happens(done.Task, "the answers");
        await system.Terminate();
        Array.Sort(ticks);
        return new RoundTripResult(bytes, count, At(ticks, 0.5), At(ticks, 0.99), TimeSpan.FromSeconds((double)ticks.Sum() / count / Stopwatch.Frequency));
    }

    /// <summary>Sends back whatever arrives, until standard input ends. Prints its address first.</summary>
    internal static async Task EchoAsync()
    {
        using var system = Create();
        var echo = system.ActorOf(Props.Create(() => new EchoActor()), EchoActor.Name);
        Console.WriteLine(echo.Path.ToStringWithAddress(((ExtendedActorSystem)system).Provider.DefaultAddress));
        await Console.In.ReadToEndAsync();
        await system.Terminate();
    }

    // it is a member of nothing: only the connection is measured
    private static ActorSystem Create()
    {
        var here = new HostPort("127.0.0.1", 0);
        var endpoint = new ClusterEndpoint(Cluster, here, here, [], Tls: null);
        return ActorSystem.Create(Cluster, ConfigurationFactory.ParseString(ClusterConfiguration.Of(endpoint, ClusterEndpoint.NodeRole, "OFF")));
    }

    private static TimeSpan At(long[] sorted, double quantile) =>
        TimeSpan.FromSeconds((double)sorted[(int)(quantile * (sorted.Length - 1))] / Stopwatch.Frequency);
}
