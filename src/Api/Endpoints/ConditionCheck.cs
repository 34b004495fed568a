using NumaProbe.Analysis;
using NumaProbe.Api.Machine;
using NumaProbe.Api.Records;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>Looks whether a condition holds now.</summary>
/// <param name="control">The cluster.</param>
/// <param name="feed">Its machine.</param>
internal sealed class ConditionCheck(IClusterControl control, MachineFeed feed)
{
    /// <summary>Looks once.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="text">As the client wrote it.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<WaitDocument> LookAsync(Condition condition, string text, CancellationToken cancellation)
    {
        var status = control.Status;
        var (met, detail) = condition.Kind switch
        {
            ConditionKind.Ready => (status.IsReady, Readiness(status)),
            ConditionKind.Idle => (IsIdle(status.Run), Progress(status.Run)),
            ConditionKind.RunFinished => (status.Run is { End: not null, Folder: not null }, Progress(status.Run)),
            _ => (false, ""),
        };
        var answer = new WaitDocument(text, met, IsFinal: IsOver(status.Run) && condition.Kind is not ConditionKind.Ready, detail);
        return condition.Kind switch
        {
            ConditionKind.AllBound => await feed.ReadAsync(machine => OfAll(answer, machine, status.Run), cancellation) ?? NoRun(answer),
            ConditionKind.Device => await feed.ReadAsync(machine => OfDevice(answer, machine, condition), cancellation) ?? NoRun(answer),
            _ => answer,
        };
    }

    private static bool IsOver(RunState? run) => run is { End: not null, Folder: not null } or { Phase: RunPhase.Failed };

    private static bool IsIdle(RunState? run) => run is { End: not null } or { IsIdle: true, Phase: RunPhase.Running };

    private static WaitDocument NoRun(WaitDocument answer) => answer with { Detail = "there has been no run yet" };

    private static WaitDocument OfAll(WaitDocument answer, MachineSnapshot machine, RunState? run)
    {
        var (present, bound) = (machine.View.Present, machine.View.Bound);
        var detail = FormattableString.Invariant($"{bound} of {CountText.Of(present, "device")} bound");
        return answer with
        {
            IsMet = present > 0 && bound == present && IsIdle(run),
            IsFinal = machine.Ended,
            Detail = IsIdle(run) ? detail : detail + ", not idle",
        };
    }

    private static WaitDocument OfDevice(WaitDocument answer, MachineSnapshot machine, Condition condition)
    {
        if (TraceChoice.FindDevice(machine.Names, condition.Device!) is not { } number)
        {
            return answer with { IsFinal = machine.Ended, Detail = TraceChoice.NoDevice(machine.Names, condition.Device!) };
        }

        var state = machine.View.Device(number).Word;
        return answer with
        {
            IsMet = string.Equals(state, condition.State, StringComparison.Ordinal),
            IsFinal = machine.Ended,
            Detail = $"{PlainText.Of(condition.Device!)} is {state}",
        };
    }

    private static string Readiness(ClusterStatus status) => status switch
    {
        { IsReady: true } => "ready",
        { IsLeader: false } => "this process does not lead the cluster",
        _ => $"no host has node {string.Join(", ", status.MissingNodes)}",
    };

    private static string Progress(RunState? run) => run is null
        ? "there has been no run yet"
        : FormattableString.Invariant($"{ApiJson.Word(run.Phase)}{Rebuilt(run)}, {run.Events} events, {DurationText.Of(run.VirtualNs)} of virtual time");

    private static string Rebuilt(RunState run) => run.RebuildsToNs is { } all ? $" to {DurationText.Of(all)}" : "";
}
