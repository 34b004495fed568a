namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>Protocols with one wrong decision each. The simulation must find every one, or it proves nothing about the right one.</summary>
internal static class PlantedBugs
{
    private const string Rules = "Protocol/ProtocolRules.cs";

    internal static IReadOnlyDictionary<string, PlantedBug> All { get; } = new Dictionary<string, PlantedBug>(StringComparer.Ordinal)
    {
        ["a bound one nanosecond too late"] = new(
            "Conduct/RunExecution.cs", "_machine.Lookahead.BoundOf(partition.Partition, _floors)",
            "(_machine.Lookahead.BoundOf(partition.Partition, _floors) is var b && b == long.MaxValue ? b : b + 1)"),
        ["own messages do not tighten the bound"] = new(Rules, "=> Math.Min(boundNs, answerNs)", "=> boundNs"),
        ["messages that wait do not count for the floor"] = new(
            Rules, "=> Math.Min(nextNs, pendingNs)", "=> nextNs == long.MaxValue ? pendingNs : nextNs"),
        ["a repeated grant is carried out again"] = new(Rules, "=> number == lastNumber;", "=> false;")
        {
            And = new(Rules, "=> number == lastNumber + 1", "=> number == lastNumber || number == lastNumber + 1"),
        },
        ["mail of an earlier leader is followed"] = new(Rules, "=> term < known", "=> false"),
        ["reports of an earlier incarnation count"] = new(Rules, "=> incarnation == current", "=> true"),
        ["repeated reports count"] = new(Rules, "=> number == asked", "=> true"),
        ["the earlier of two processes stays"] = new(Rules, "=> ticket > holdersTicket", "=> false"),
        ["rebuilding forgets the last message"] = new("Conduct/RemotePartition.cs", "[.. _kept!]", "[.. _kept!.SkipLast(1)]"),
        ["the trace is shown too early"] = new(Rules, "=> Math.Min(floorNs, markNs + 1)", "=> long.MaxValue"),
        ["the trace is shown without a mark"] = new(Rules, "=> eventNs > markNs", "=> false")
        {
            And = new(Rules, "=> Math.Min(floorNs, markNs + 1)", "=> floorNs"),
        },
        ["grants go on while an event gets its time"] = new("Conduct/RunConductor.cs", "if (stamps && _execution.IsQuiet)", "if (stamps)"),
        ["an event takes effect at the latest time instead of after it"] = new(
            Rules, "=> Math.Max(pacedNs, Math.Max(latestNs, shownNs) + 1)", "=> Math.Max(latestNs, Math.Max(shownNs, pacedNs))"),
        ["a recovered run takes events before what was shown"] = new(
            Rules, "=> Math.Max(pacedNs, Math.Max(latestNs, shownNs) + 1)", "=> Math.Max(latestNs + 1, pacedNs)")
        {
            And = new(Rules, "=> floorNs > shownNs", "=> true"),
        },
        ["injections are acknowledged before they are in the journal"] = new(
            "Conduct/Injections.cs", "        var problem = journal.Append(",
            "        command.Answer(new ControlOutcome<InjectionReceipt>(receipt, null));\n        var problem = journal.Append("),
        ["keys are forgotten"] = new(
            "Conduct/Injections.cs", "!_byKey.TryGetValue(request.IdempotencyKey, out var known)", "_byKey.TryGetValue(request.IdempotencyKey, out var known) || true"),
        ["nodes are not told of injections"] = new(
            "Conduct/RemotePartition.cs", "machine.Fragments.Skip(_fragments).ToList()", "machine.Fragments.Take(0).ToList()"),
    };
}
