namespace NumaProbe.Cluster.Akka;

/// <summary>A process could not begin to listen for others: its address is taken, or is none of this machine.</summary>
public sealed class ClusterStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ClusterStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
