using System.Runtime.CompilerServices;
using NumaProbe.VirtualTime.Akka;

namespace NumaProbe.Cli.Running;

/// <summary>The actor hosts that a run here may choose from. Nothing of Akka.NET is loaded unless it is chosen.</summary>
internal static class RunHosts
{
    /// <summary>The event loop calls the actors itself.</summary>
    internal const string Bare = "bare";

    /// <summary>An actor system for each NUMA node.</summary>
    internal const string Akka = "akka";

    /// <summary>What verbs may use, with the runs on the actor host of that name.</summary>
    internal static CliContext Choose(CliContext context, string host) => host switch
    {
        Bare => context,
        Akka => OnAkka(context),
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "no actor host has that name"),
    };

    // compiled, and so loaded, only when it is called
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CliContext OnAkka(CliContext context) => context with { Runner = new EmbeddedRunner(AkkaHosts.Instance) };
}
