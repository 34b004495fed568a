namespace NumaProbe.Cluster.Akka;

/// <summary>Commands wait to be read, or none will come any more.</summary>
/// <param name="More">There are some, or may be.</param>
internal sealed record CommandsWait(bool More);
