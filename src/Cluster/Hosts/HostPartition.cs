using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Hosts;

/// <summary>One partition in a node host, in one incarnation, and its last answer: a grant that comes again gets it again.</summary>
internal sealed class HostPartition : IDisposable
{
    private readonly NodePartition? _node;
    private readonly Assign _assign;
    private Report _last;

    internal HostPartition(Assign assign, NodePartition? node, string? problem)
    {
        _assign = assign;
        _node = node;
        var window = node?.Runner.Rebuild(assign.Envelopes, assign.Handled)
            ?? new Window(long.MaxValue, 0, 0, 0, 0, [], [], problem);
        _last = Answer(0, window);
    }

    /// <inheritdoc/>
    public void Dispose() => _node?.Dispose();

    internal int Incarnation => _assign.Incarnation;

    internal long LastNumber => _last.Number;

    /// <summary>The answer to the last grant.</summary>
    internal Report Last => _last;

    internal Report Run(Grant grant)
    {
        string? problem = null;
        foreach (var fragment in grant.Fragments)
        {
            problem ??= _node?.Take(fragment);
        }

        var window = _node is null || problem is not null
            ? new Window(long.MaxValue, _last.NowNs, _last.Handled, 0, _last.Digest, [], [], problem ?? _last.Failure)
            : _node.Runner.Run(grant.BoundNs, grant.Envelopes);
        _last = Answer(grant.Number, window);
        return _last;
    }

    /// <summary>Goes on being rebuilt.</summary>
    internal Report Recall(Recall recall)
    {
        var window = _node?.Runner.Rebuild(recall.Envelopes, recall.Handled, recall.BoundNs)
            ?? new Window(long.MaxValue, _last.NowNs, _last.Handled, 0, _last.Digest, [], [], _last.Failure);
        _last = Answer(recall.Number, window);
        return _last;
    }

    private Report Answer(long number, Window window) => new(
        _assign.Term, _assign.Run, _assign.Partition, _assign.Incarnation, number, window.NextNs, window.NowNs, window.Handled, window.PeakWaiting,
        window.Digest, window.Envelopes, window.Traces, window.Failure);
}
