using System.Runtime.InteropServices;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// Validates host reports. Hosts are not trusted: a report that the emulated machine cannot have made never reaches the others or the
/// trace. Owns nothing.
/// </summary>
internal static class ReportCheck
{
    /// <summary>What is wrong, for a log; null when nothing is.</summary>
    internal static string? Check(Report report, in Known known, RunMachine machine)
    {
        if (report.NowNs < known.NowNs || report.NextNs < report.NowNs || report.NowNs >= Math.Max(known.BoundNs, known.NowNs + 1))
        {
            return $"it says to be at {report.NowNs} ns and next at {report.NextNs} ns, and was granted what comes before {known.BoundNs} ns after {known.NowNs} ns";
        }

        if (report.Handled < known.Handled || (known.IsRebuilt && report.Handled != known.Handled))
        {
            return $"it says to have handled {report.Handled} events, and it had handled {known.Handled}";
        }

        if (known.IsRebuilt && report.Envelopes.Count + report.Traces.Count > 0)
        {
            return "a rebuilt partition says what is known already";
        }

        var digest = known.Digest;
        Add(ref digest, report);
        return CheckEnvelopes(report, known, machine) ?? CheckTraces(report, known)
            ?? (digest.Value == report.Digest ? null : "its digest is not that of what it has put out (rebuilt-partition-agrees)");
    }

    /// <summary>What is wrong with a report of a partition that is not rebuilt yet; null when nothing is.</summary>
    internal static string? CheckPart(Report report, long handled) =>
        report.Handled > handled ? $"it says to have handled {report.Handled} events, and it had handled {handled}"
        : report.Envelopes.Count + report.Traces.Count > 0 ? "a partition that is being rebuilt says what is known already"
        : null;

    /// <summary>Goes on with a digest.</summary>
    internal static void Add(ref OutputDigest digest, Report report)
    {
        foreach (var envelope in report.Envelopes)
        {
            digest.Add(envelope, WireTable.ContentNumber(envelope.Message));
        }

        foreach (var one in report.Traces)
        {
            digest.Add(one);
        }
    }

    private static string? CheckEnvelopes(Report report, in Known known, RunMachine machine)
    {
        var last = known.LastSequence;
        foreach (var envelope in report.Envelopes)
        {
            var target = envelope.IsReply ? envelope.ReplyTo.Partition : envelope.Target.Partition;
            if (envelope.Origin != known.Partition || target == known.Partition || target >= machine.Partitions)
            {
                return $"a message from partition {envelope.Origin} to partition {target}";
            }

            if (envelope.Sequence <= last || envelope.TimeNs < Lookahead.After(known.FloorNs, machine.Latencies[known.Partition][target]))
            {
                return $"message {envelope.Sequence} after message {last} at {envelope.TimeNs} ns";
            }

            last = envelope.Sequence;
        }

        return null;
    }

    private static string? CheckTraces(Report report, in Known known)
    {
        var (sequence, time) = (known.TraceCount, known.FloorNs);
        foreach (var one in report.Traces)
        {
            if (one.Partition != known.Partition || one.Sequence != sequence || one.TimeNs < time || one.TimeNs > report.NowNs)
            {
                return $"trace event {one.Sequence} of partition {one.Partition} at {one.TimeNs} ns where {sequence} of {known.Partition} was to come";
            }

            sequence++;
            time = one.TimeNs;
        }

        return null;
    }

    /// <summary>What is known of the partition before the report.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Known(
        int Partition, bool IsRebuilt, long FloorNs, long BoundNs, long NowNs, long Handled, long LastSequence, long TraceCount, OutputDigest Digest);
}
