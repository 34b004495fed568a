using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Tests.Events;

public sealed class TraceVocabularyTests
{
    private static readonly string[] CommonFields =
        ["type", "name", "timeNs", "partition", "sequence", "thread", "cpu", "node", "device", "driver"];

    [Fact]
    public void A_kind_is_named_in_snake_case()
    {
        TraceVocabulary.Name(TraceKind.AsyncScheduled).ShouldBe("async_scheduled");
        TraceNames.Operation(EventOperation.WaitForDeviceProbe).ShouldBe("wait_for_device_probe");
    }

    [Fact]
    public void A_number_that_is_no_kind_has_no_name()
    {
        Should.Throw<TraceException>(() => TraceVocabulary.Name(default));
        Should.Throw<TraceException>(() => TraceVocabulary.Name((TraceKind)200));
    }

    [Fact]
    public void No_argument_is_called_like_a_field_that_every_event_has()
    {
        foreach (var kind in Enum.GetValues<TraceKind>())
        {
            var names = TraceVocabulary.Arguments(kind).Select(a => a.Name).ToList();
            names.ShouldBeUnique(StringComparer.Ordinal);
            names.Intersect(CommonFields, StringComparer.Ordinal).ShouldBeEmpty(kind.ToString());
            names.Count.ShouldBeLessThanOrEqualTo(5);
        }
    }

    [Fact]
    public void Words_of_an_argument_stand_at_their_values()
    {
        Word(TraceKind.Skipped, 0, (long)SkipReason.PendingOther).ShouldBe("pending-other");
        Word(TraceKind.Deferred, 0, (long)DeferReason.SupplierNotReady).ShouldBe("supplier-not-ready");
        Word(TraceKind.ProbeStart, 0, (long)ProbeContext.DeferredWorker).ShouldBe("deferred-worker");
        Word(TraceKind.CallStart, 1, (long)EventOperation.LateInitcall).ShouldBe("late_initcall");
        Word(TraceKind.AsyncScheduled, 1, 2).ShouldBe("raw");
        Word(TraceKind.SyncWait, 0, (long)SyncDomain.DeferredWork).ShouldBe("deferred-work");
        Word(TraceKind.Warning, 0, (long)WarningKind.ProbeFailed).ShouldBe("probe-failed");
        Word(TraceKind.AsyncScheduled, 1, 4).ShouldBe("walk");
        Word(TraceKind.AsyncScheduled, 1, 6).ShouldBe("part");
        Word(TraceKind.AsyncScheduled, 1, 7).ShouldBe("registration");
        Word(TraceKind.AsyncScheduled, 1, 8).ShouldBeNull();
        Word(TraceKind.Finding, 0, (long)FindingKind.LostMatch).ShouldBe("lost-match");
        Word(TraceKind.Finding, 2, 0).ShouldBe("none");
        Word(TraceKind.Finding, 2, 1).ShouldBe("v4.19");
        Word(TraceKind.FindingWait, 0, (long)FindingWait.AsyncWork).ShouldBe("async-work");
    }

    [Fact]
    public void Enumerations_with_words_count_from_zero_without_gaps()
    {
        Contiguous<SkipReason>();
        Contiguous<DeferReason>();
        Contiguous<ProbeContext>();
        Contiguous<EventOperation>();
        Contiguous<AsyncSide>();
        Contiguous<SyncDomain>();
        Contiguous<WarningKind>();
        Contiguous<FindingKind>();
        Contiguous<FindingWait>();
    }

    private static string? Word(TraceKind kind, int place, long value) => TraceVocabulary.Arguments(kind)[place].WordOf(value);

    private static void Contiguous<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>().Select(v => Convert.ToInt32(v, provider: null)).ToList();
        values.ShouldBe(Enumerable.Range(0, values.Count));
    }
}
