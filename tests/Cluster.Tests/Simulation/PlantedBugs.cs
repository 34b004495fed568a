using NumaProbe.Actors;
using NumaProbe.Cluster.Rules;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>Protocols with one wrong decision each. The simulation must find every one, or it proves nothing about the right one.</summary>
internal static class PlantedBugs
{
    internal static IReadOnlyDictionary<string, Func<ProtocolSizes, ProtocolRules>> All { get; } =
        new Dictionary<string, Func<ProtocolSizes, ProtocolRules>>(StringComparer.Ordinal)
        {
            ["a bound one nanosecond too late"] = sizes => new BoundTooLate { Sizes = sizes },
            ["own messages do not tighten the bound"] = sizes => new NoTightening { Sizes = sizes },
            ["messages that wait do not count for the floor"] = sizes => new PendingForgotten { Sizes = sizes },
            ["a repeated grant is carried out again"] = sizes => new GrantTwice { Sizes = sizes },
            ["mail of an earlier leader is followed"] = sizes => new StaleTerm { Sizes = sizes },
            ["reports of an earlier incarnation count"] = sizes => new StaleIncarnation { Sizes = sizes },
            ["repeated reports count"] = sizes => new ReportTwice { Sizes = sizes },
            ["the earlier of two processes stays"] = sizes => new EarlierStays { Sizes = sizes },
            ["rebuilding forgets the last message"] = sizes => new ForgetfulReplay { Sizes = sizes },
            ["the trace is shown too early"] = sizes => new ShownTooEarly { Sizes = sizes },
            ["the trace is shown without a mark"] = sizes => new ShownUnmarked { Sizes = sizes },
            ["grants go on while an event gets its time"] = sizes => new NoQuiet { Sizes = sizes },
            ["an event takes effect at the latest time instead of after it"] = sizes => new StampTooEarly { Sizes = sizes },
            ["a recovered run takes events before what was shown"] = sizes => new StampBeforeShown { Sizes = sizes },
            ["injections are acknowledged before they are in the journal"] = sizes => new AcknowledgedEarly { Sizes = sizes },
            ["keys are forgotten"] = sizes => new KeysForgotten { Sizes = sizes },
            ["nodes are not told of injections"] = sizes => new NotTold { Sizes = sizes },
        };

    private sealed class BoundTooLate : ProtocolRules
    {
        internal override long Granted(long boundNs) => boundNs == long.MaxValue ? boundNs : boundNs + 1;
    }

    private sealed class NoTightening : ProtocolRules
    {
        internal override long Tighten(long boundNs, long answerNs) => boundNs;
    }

    private sealed class PendingForgotten : ProtocolRules
    {
        internal override long Floor(long nextNs, long pendingNs) => nextNs == long.MaxValue ? pendingNs : nextNs;
    }

    private sealed class GrantTwice : ProtocolRules
    {
        internal override bool IsRepeated(long number, long lastNumber) => false;

        internal override bool IsNext(long number, long lastNumber) => number == lastNumber || number == lastNumber + 1;
    }

    private sealed class StaleTerm : ProtocolRules
    {
        internal override bool IsStaleTerm(long term, long known) => false;
    }

    private sealed class StaleIncarnation : ProtocolRules
    {
        internal override bool IsOfIncarnation(int incarnation, int current) => true;
    }

    private sealed class ReportTwice : ProtocolRules
    {
        internal override bool AnswersWhatIsAsked(long number, long asked) => true;
    }

    private sealed class EarlierStays : ProtocolRules
    {
        internal override bool IsLaterProcess(long ticket, long holdersTicket) => false;
    }

    private sealed class ForgetfulReplay : ProtocolRules
    {
        internal override IReadOnlyList<Envelope> Replayed(List<Envelope> kept) => [.. kept.SkipLast(1)];
    }

    private sealed class ShownTooEarly : ProtocolRules
    {
        internal override long ShownBefore(long floorNs, long markNs) => long.MaxValue;
    }

    private sealed class ShownUnmarked : ProtocolRules
    {
        internal override bool NeedsMark(long eventNs, long markNs) => false;

        internal override long ShownBefore(long floorNs, long markNs) => floorNs;
    }

    private sealed class NoQuiet : ProtocolRules
    {
        internal override bool GrantsWhileStamping => true;
    }

    private sealed class StampTooEarly : ProtocolRules
    {
        internal override long Stamp(long latestNs, long shownNs, long pacedNs) => Math.Max(latestNs, Math.Max(shownNs, pacedNs));
    }

    private sealed class StampBeforeShown : ProtocolRules
    {
        internal override long Stamp(long latestNs, long shownNs, long pacedNs) => Math.Max(latestNs + 1, pacedNs);

        internal override bool IsRebuilt(long floorNs, long shownNs) => true;
    }

    private sealed class AcknowledgedEarly : ProtocolRules
    {
        internal override bool IsAcknowledged(bool isWritten) => true;
    }

    private sealed class KeysForgotten : ProtocolRules
    {
        internal override bool IsKnownKey(bool isKnown) => false;
    }

    private sealed class NotTold : ProtocolRules
    {
        internal override IReadOnlyList<FragmentSource> Told(List<FragmentSource> unknown) => [];
    }
}
