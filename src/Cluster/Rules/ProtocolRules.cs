using NumaProbe.Actors;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Rules;

/// <summary>
/// The decisions on which the protocol between processes stands, each in one place and by name. There is one right set of them, the
/// default; tests replace one decision by a wrong one and show that they would notice. Holds no state.
/// </summary>
internal class ProtocolRules
{
    /// <summary>The rules.</summary>
    internal static ProtocolRules Default { get; } = new();

    /// <summary>The sizes.</summary>
    internal ProtocolSizes Sizes { get; init; } = ProtocolSizes.Default;

    /// <summary>The bound of a partition after it has said something that may be answered.</summary>
    /// <param name="boundNs">Its bound so far.</param>
    /// <param name="answerNs">Earliest time at which an answer can arrive.</param>
    internal virtual long Tighten(long boundNs, long answerNs) => Math.Min(boundNs, answerNs);

    /// <summary>The bound that is granted.</summary>
    /// <param name="boundNs">Time before which nothing unknown can arrive.</param>
    internal virtual long Granted(long boundNs) => boundNs;

    /// <summary>Before which time nothing happens in a partition.</summary>
    /// <param name="nextNs">Its next event when it was last heard from, or with what a grant under way gave it.</param>
    /// <param name="pendingNs">The earliest message that waits for it.</param>
    internal virtual long Floor(long nextNs, long pendingNs) => Math.Min(nextNs, pendingNs);

    /// <summary>A host has handled this grant already: it answers as before.</summary>
    internal virtual bool IsRepeated(long number, long lastNumber) => number == lastNumber;

    /// <summary>A host carries this grant out.</summary>
    internal virtual bool IsNext(long number, long lastNumber) => number == lastNumber + 1;

    /// <summary>A message is of an earlier leadership.</summary>
    internal virtual bool IsStaleTerm(long term, long known) => term < known;

    /// <summary>A report is of a partition as it is assigned now.</summary>
    internal virtual bool IsOfIncarnation(int incarnation, int current) => incarnation == current;

    /// <summary>A report answers what is asked.</summary>
    internal virtual bool AnswersWhatIsAsked(long number, long asked) => number == asked;

    /// <summary>Of two processes with one node the one that came later stays.</summary>
    internal virtual bool IsLaterProcess(long ticket, long holdersTicket) => ticket > holdersTicket;

    /// <summary>What a partition is given to be rebuilt from.</summary>
    /// <param name="kept">Every message it was ever given, or that was on its way to it when its process was lost.</param>
    internal virtual IReadOnlyList<Envelope> Replayed(List<Envelope> kept) => kept;

    /// <summary>What a partition is told with a grant of the injections that it does not know.</summary>
    internal virtual IReadOnlyList<FragmentSource> Told(List<FragmentSource> unknown) => unknown;

    /// <summary>Up to which time the trace is given out.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="markNs">The mark in the journal.</param>
    internal virtual long ShownBefore(long floorNs, long markNs) => Math.Min(floorNs, markNs + 1);

    /// <summary>The mark in the journal must be raised before this can be shown.</summary>
    internal virtual bool NeedsMark(long eventNs, long markNs) => eventNs > markNs;

    /// <summary>Grants may be given although an event from outside waits for its time.</summary>
    internal virtual bool GrantsWhileStamping => false;

    /// <summary>When an event from outside takes effect.</summary>
    /// <param name="latestNs">Time of the latest event of all partitions.</param>
    /// <param name="shownNs">Time up to which the trace may have been shown by an earlier leader.</param>
    /// <param name="pacedNs">Virtual time by the pace.</param>
    internal virtual long Stamp(long latestNs, long shownNs, long pacedNs) => Math.Max(pacedNs, Math.Max(latestNs, shownNs) + 1);

    /// <summary>An injection is acknowledged only when the journal has it.</summary>
    internal virtual bool IsAcknowledged(bool isWritten) => isWritten;

    /// <summary>The injection with this key was accepted before.</summary>
    internal virtual bool IsKnownKey(bool isKnown) => isKnown;

    /// <summary>A run is rebuilt far enough to take events.</summary>
    /// <param name="floorNs">The earliest floor of all partitions.</param>
    /// <param name="shownNs">Time up to which the trace may have been shown by an earlier leader.</param>
    internal virtual bool IsRebuilt(long floorNs, long shownNs) => floorNs > shownNs;
}
