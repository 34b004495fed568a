using NumaProbe.Api.Records;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Endpoints;

/// <summary>Makes documents of what the coordinator says.</summary>
internal static class Documents
{
    internal static ClusterDocument Of(ClusterStatus status, ITraceLog? trace) => new(
        status.Cluster, status.IsLeader, status.IsReady, status.Term,
        [.. status.Hosts.Select(h => new HostDocument(h.Name, h.Nodes, (long)h.SilentFor.TotalMilliseconds))],
        status.MissingNodes,
        [.. status.Members.Select(m => new MemberDocument(m.Address, m.Roles, m.Status, m.IsReachable))],
        status.Run is { } run ? Of(run, trace) : null);

    internal static RunDocument Of(RunState run, ITraceLog? trace) => new(
        run.Number, run.Header.Name, run.Header.Generation, run.Header.Seed, run.Header.RunId, run.Header.ToolVersion,
        ApiJson.Word(run.Phase), run.VirtualNs, run.Events, run.Windows, run.Injections,
        trace is not null && trace.RunNumber == run.Number ? trace.Count : 0,
        run.IsIdle, run.TakesEvents, run.Pace,
        run.End is { } end ? ApiJson.Word(end.Status) : null, run.End?.EndNs, run.End?.Message, run.Folder is not null, run.RebuildsToNs);

    internal static RunStartedDocument Of(RunStarted started) =>
        new(started.Number, started.Header.Name, started.Header.Generation, started.Header.Seed, started.Header.RunId);

    internal static RunFinishedDocument Of(RunFinished finished) =>
        new(finished.Number, ApiJson.Word(finished.End.Status), finished.End.EndNs, finished.End.Events, finished.End.Message);

    internal static InjectionDocument Of(InjectionReceipt receipt) =>
        new(receipt.Number, receipt.AtNs, receipt.Thread, receipt.FirstEvent, receipt.EventCount);
}
