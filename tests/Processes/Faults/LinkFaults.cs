using NumaProbe.Processes.Proxies;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Faults;

/// <summary>What goes wrong between the processes of a cluster.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class LinkFaults(ProxiedCluster cluster)
{
    private static readonly SlowLink Slow = new(DelayMs: 4, BytesPerMs: 64);

    private readonly List<ProxyConnection> _slow = [];

    /// <summary>Connections that were cut so far.</summary>
    internal int Cut { get; private set; }

    /// <summary>Breaks connections: all, or those of a host, with a word or without one.</summary>
    /// <returns>True when the run was seen to be under way meanwhile.</returns>
    internal async Task<bool> CutAsync(Random random, int number, int host)
    {
        switch (random.Next(4))
        {
            case 0:
                Reset(cluster.Proxies.SelectMany(proxy => proxy.Connections));
                return false;
            case 1:
                Reset(LinksOf(host));
                return false;
            case 2:
                var forgotten = Held(host);
                var isHit = await ProcessFaults.IsOpenAsync(cluster, number);
                Reset(forgotten);
                return isHit;
            default:
                var stopped = Held(host);
                isHit = await ProcessFaults.IsOpenAsync(cluster, number);
                stopped.ForEach(link => link.Release());
                Cut += stopped.Count;
                return isHit;
        }
    }

    /// <summary>
    /// Makes everything slow that goes to a host or comes from it, beginning with a message that goes on only when the run was looked at: of how
    /// fast the cluster is, nothing is asked.
    /// </summary>
    /// <returns>True when the run was seen to be under way with a slow message.</returns>
    internal async Task<bool> SlowAsync(int number, int host)
    {
        var looked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var links = LinksOf(host).ToList();
        _slow.AddRange(links);
        links.ForEach(link => link.Slow(Slow with { Looked = looked.Task }));
        try
        {
            await cluster.Client.UntilAsync(number, run => run.IsEnded || links.Exists(link => link.Slowed > 0), "a message is slow");
            return await cluster.Client.RunAsync() is { IsEnded: false };
        }
        finally
        {
            looked.SetResult();
        }
    }

    /// <summary>Nothing is slow any more.</summary>
    /// <returns>Messages that were slow.</returns>
    internal int SlowNoMore()
    {
        _slow.ForEach(link => link.Slow(null));
        var slowed = _slow.Sum(link => link.CountSlowed());
        _slow.Clear();
        return slowed;
    }

    private List<ProxyConnection> Held(int host)
    {
        var links = LinksOf(host).ToList();
        links.ForEach(link => link.Hold());
        return links;
    }

    private void Reset(IEnumerable<ProxyConnection> links)
    {
        foreach (var link in links)
        {
            link.Cut();
            Cut++;
        }
    }

    // whichever end connected, through the proxy of the other
    private IEnumerable<ProxyConnection> LinksOf(int host)
    {
        var proxy = cluster.Proxies[host + 1];
        return proxy.Connections.Concat(cluster.Proxies.SelectMany(other => other.Connections)
            .Where(link => string.Equals(link.Peer, proxy.Place.Address, StringComparison.Ordinal)));
    }
}
