namespace NumaProbe.Cluster.Protocol;

/// <summary>The decisions on which the protocol between processes stands, each in one place and by name. Holds no state.</summary>
internal static class ProtocolRules
{
    /// <summary>The bound of a partition after it has said something that may be answered.</summary>
    /// <param name="boundNs">Its bound so far.</param>
    /// <param name="answerNs">Earliest time at which an answer can arrive.</param>
    internal static long Tighten(long boundNs, long answerNs) => Math.Min(boundNs, answerNs);

    /// <summary>Before which time nothing happens in a partition.</summary>
    /// <param name="nextNs">Its next event when it was last heard from, or with what a grant under way gave it.</param>
    /// <param name="pendingNs">The earliest message that waits for it.</param>
    internal static long Floor(long nextNs, long pendingNs) => Math.Min(nextNs, pendingNs);

    /// <summary>A host has handled this grant already: it answers as before.</summary>
    internal static bool IsRepeated(long number, long lastNumber) => number == lastNumber;

    /// <summary>A host carries this grant out.</summary>
    internal static bool IsNext(long number, long lastNumber) => number == lastNumber + 1;

    /// <summary>A message is of an earlier leadership.</summary>
    internal static bool IsStaleTerm(long term, long known) => term < known;

    /// <summary>A report is of a partition as it is assigned now.</summary>
    internal static bool IsOfIncarnation(int incarnation, int current) => incarnation == current;

    /// <summary>A report answers what is asked.</summary>
    internal static bool AnswersWhatIsAsked(long number, long asked) => number == asked;

    /// <summary>Of two processes with one node the one that came later stays.</summary>
    internal static bool IsLaterProcess(long ticket, long holdersTicket) => ticket > holdersTicket;

    /// <summary>Up to which time the trace is given out.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="markNs">The mark in the journal.</param>
    internal static long ShownBefore(long floorNs, long markNs) => Math.Min(floorNs, markNs + 1);

    /// <summary>The mark in the journal must be raised before this can be shown.</summary>
    internal static bool NeedsMark(long eventNs, long markNs) => eventNs > markNs;

    /// <summary>When an event from outside takes effect.</summary>
    /// <param name="latestNs">Time of the latest event of all partitions.</param>
    /// <param name="shownNs">Time up to which the trace may have been shown by an earlier leader.</param>
    /// <param name="pacedNs">Virtual time by the pace.</param>
    internal static long Stamp(long latestNs, long shownNs, long pacedNs) => Math.Max(pacedNs, Math.Max(latestNs, shownNs) + 1);

    /// <summary>A run is rebuilt far enough to take events.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="shownNs">Time up to which the trace may have been shown by an earlier leader.</param>
    internal static bool IsRebuilt(long floorNs, long shownNs) => floorNs > shownNs;
}
