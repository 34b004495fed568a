using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Shared.Tests.Events;

public sealed class RecordBuilderTests
{
    private readonly RecordBuilder _builder = new(SomeTrace.Names);

    [Fact]
    public void Records_come_at_the_event_that_completes_them()
    {
        var completed = SomeTrace.Events
            .Select(e => (e.Sequence, Record: _builder.Add(e)))
            .Where(pair => pair.Record is not null)
            .Select(pair => (pair.Sequence, pair.Record!.GetType().Name));

        completed.ShouldBe(
        [
            (2, "CallRecord"), (4, "NotifyRecord"), (6, "CallRecord"), (12, "CallRecord"), (13, "ProbeRecord"),
            (15, "NotifyRecord"), (17, "FinalRecord"), (18, "FinalRecord"),
        ]);
    }

    [Fact]
    public void A_call_has_the_target_as_written_and_both_ends()
    {
        Build().OfType<CallRecord>().First().ShouldBe(
            new CallRecord(1_000, 3_500, 0, null, "driver_register", "drv", 0, 0, 0, 0, 0));
    }

    [Fact]
    public void A_call_inside_a_probe_is_numbered_by_its_ordinal()
    {
        Build().OfType<CallRecord>().Last().ShouldBe(
            new CallRecord(59_000, 60_000, null, 0, "attach", "d1", SomeTrace.Worker, 2, 1, 3, -22));
    }

    [Fact]
    public void Nested_calls_of_one_thread_end_in_reverse_order()
    {
        _builder.Add(Call(TraceKind.CallStart, 10, -1, 0));
        _builder.Add(Call(TraceKind.CallStart, 20, -1, 1));
        _builder.Add(Call(TraceKind.CallEnd, 30, -1, 1)).ShouldBeOfType<CallRecord>().StartNs.ShouldBe(20);
        _builder.Add(Call(TraceKind.CallEnd, 40, -1, 0)).ShouldBeOfType<CallRecord>().StartNs.ShouldBe(10);
    }

    [Fact]
    public void Calls_of_different_threads_do_not_mix()
    {
        _builder.Add(Call(TraceKind.CallStart, 10, 0, -1, thread: 0));
        _builder.Add(Call(TraceKind.CallStart, 20, 1, -1, thread: 1));
        _builder.Add(Call(TraceKind.CallEnd, 30, 0, -1, thread: 0)).ShouldBeOfType<CallRecord>().Event.ShouldBe(0);
        _builder.Add(Call(TraceKind.CallEnd, 40, 1, -1, thread: 1)).ShouldBeOfType<CallRecord>().Event.ShouldBe(1);
    }

    [Fact]
    public void A_probe_keeps_where_it_started_and_where_it_ended()
    {
        Build().OfType<ProbeRecord>().ShouldBe(
            [new ProbeRecord(58_999, 160_001, "d0", "drv", SomeTrace.Worker, 2, 3, 1, 1, 0, IsAsync: true, "async", 0, 0)]);
    }

    [Fact]
    public void A_failed_probe_has_no_completion_index()
    {
        _builder.Add(SomeTrace.Event(0, 1, TraceKind.ProbeStart, 0, 0, 0, 0, a: (long)ProbeContext.DeferredWorker));
        var probe = _builder.Add(SomeTrace.Event(1, 2, TraceKind.ProbeEnd, 0, 0, 0, 0, a: -517)).ShouldBeOfType<ProbeRecord>();
        probe.CompletionIndex.ShouldBeNull();
        probe.How.ShouldBe("deferred-worker");
        probe.IsAsync.ShouldBeFalse();
    }

    [Fact]
    public void Completions_are_counted_in_trace_order_and_a_nested_probe_may_be_async()
    {
        _builder.Add(SomeTrace.Event(0, 1, TraceKind.ProbeStart, SomeTrace.Worker, 2, 0, 0, a: (long)ProbeContext.Async, d: 1));
        _builder.Add(SomeTrace.Event(1, 2, TraceKind.ProbeStart, SomeTrace.Worker, 2, 1, 0, a: (long)ProbeContext.Nested, b: 1, d: 1));
        var inner = _builder.Add(SomeTrace.Event(2, 3, TraceKind.ProbeEnd, SomeTrace.Worker, 2, 1, 0)).ShouldBeOfType<ProbeRecord>();
        var outer = _builder.Add(SomeTrace.Event(3, 4, TraceKind.ProbeEnd, SomeTrace.Worker, 2, 0, 0)).ShouldBeOfType<ProbeRecord>();
        (inner.Device, inner.CompletionIndex, inner.IsAsync, inner.How).ShouldBe(("d1", 0, true, "nested"));
        (outer.Device, outer.CompletionIndex, outer.IsAsync, outer.Instance).ShouldBe(("d0", 1, true, 0));
    }

    [Fact]
    public void Removes_and_raw_jobs_are_paired_by_device_and_by_event()
    {
        _builder.Add(SomeTrace.Event(0, 1, TraceKind.RemoveStart, 0, 2, 1, 0));
        _builder.Add(SomeTrace.Event(1, 2, TraceKind.RawJobStart, SomeTrace.Worker, 3, a: 2, b: -1));
        _builder.Add(SomeTrace.Event(2, 3, TraceKind.RawJobEnd, SomeTrace.Worker, 1, a: 2, b: -1))
            .ShouldBe(new JobRecord(2, 3, 2, -1, SomeTrace.Worker, 3, 1, 1, 0));
        _builder.Add(SomeTrace.Event(3, 4, TraceKind.RemoveEnd, 0, 2, 1, 0)).ShouldBe(new RemoveRecord(1, 4, "d1", "drv", 0, 2, 1));
    }

    [Fact]
    public void The_deferred_list_is_sorted_by_kernel_name_and_there_even_when_empty()
    {
        new RecordBuilder(SomeTrace.Names).Finish().Devices.ShouldBeEmpty();
        _builder.Add(SomeTrace.Event(0, 5, TraceKind.FinalDeferred, -1, -1, 1));
        _builder.Add(SomeTrace.Event(1, 5, TraceKind.FinalDeferred, -1, -1, 0));
        _builder.Finish().Devices.ShouldBe(["m.0", "m.1"]);
    }

    [Theory]
    [InlineData(TraceKind.CallEnd)]
    [InlineData(TraceKind.ProbeEnd)]
    [InlineData(TraceKind.RemoveEnd)]
    [InlineData(TraceKind.RawJobEnd)]
    public void An_end_without_a_start_is_no_trace(TraceKind kind)
    {
        var end = SomeTrace.Event(4, 9, kind, 0, 0, 0, 0);
        Should.Throw<TraceException>(() => _builder.Add(end)).Message
            .ShouldBe($"event 4 of partition 1 at 9 ns ({TraceVocabulary.Name(kind)}) ends what did not begin");
    }

    [Fact]
    public void A_second_probe_of_a_device_that_is_being_probed_is_no_trace()
    {
        var start = SomeTrace.Event(0, 1, TraceKind.ProbeStart, 0, 0, 0, 0);
        _builder.Add(start);
        Should.Throw<TraceException>(() => _builder.Add(start));
    }

    [Fact]
    public void A_word_that_does_not_exist_is_no_trace()
    {
        _builder.Add(SomeTrace.Event(0, 1, TraceKind.ProbeStart, 0, 0, 0, 0, a: 9));
        var end = SomeTrace.Event(1, 2, TraceKind.ProbeEnd, 0, 0, 0, 0);
        Should.Throw<TraceException>(() => _builder.Add(end)).Message.ShouldBe("probe_start has no how 9");
    }

    private static TraceEvent Call(TraceKind kind, long timeNs, long number, long ordinal, int thread = 0) =>
        SomeTrace.Event(
            0, timeNs, kind, thread, 0, a: number, b: kind == TraceKind.CallStart ? (long)EventOperation.Attach : 0, c: ordinal);

    private List<RunRecord> Build() => [.. SomeTrace.Events.Select(e => _builder.Add(e)).OfType<RunRecord>()];
}
