using Akka.Actor;
using Akka.Cluster;
using AkkaCluster = Akka.Cluster.Cluster;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// How a process that holds nodes joins: by the first seed alone, and only when that does not answer by all of them. Two members that admit at the
/// same time do not know of each other's: a process whose actor system ends while it joins, and is made again, would then be in the list twice, once
/// dead, and Akka.Cluster downs by address, which of the two it cannot be told. Owns whose turn it is.
/// </summary>
internal static class Joining
{
    /// <summary>How long the first seed is asked alone before all are, milliseconds.</summary>
    internal const int AloneMs = 5_000;

    /// <summary>How long all are asked before it is the first one's turn again, milliseconds: long enough for Akka.NET to say that nobody answers.</summary>
    internal const int AllMs = 15_000;

    /// <summary>Asks until this process is a member, or its actor system is to end.</summary>
    /// <param name="cluster">This process.</param>
    /// <param name="seeds">Whom to ask, the most important first; not this process itself.</param>
    /// <param name="over">Reached when nobody is to join any more.</param>
    internal static async Task ByTurnsAsync(AkkaCluster cluster, IReadOnlyList<Address> seeds, Task over)
    {
        for (var turn = 0; !over.IsCompleted && !IsMember(cluster.SelfMember); turn++)
        {
            cluster.JoinSeedNodes(Turn(seeds, turn));
            await over.WaitAsync(TimeSpan.FromMilliseconds(turn % 2 == 0 && seeds.Count > 1 ? AloneMs : AllMs)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whom to ask in a turn.</summary>
    internal static IReadOnlyList<Address> Turn(IReadOnlyList<Address> seeds, int turn) => turn % 2 == 0 ? [seeds[0]] : seeds;

    /// <summary>This process takes part, or is about to.</summary>
    internal static bool IsMember(Member self) => self.Status is MemberStatus.Joining or MemberStatus.WeaklyUp or MemberStatus.Up;
}
