using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Spans;

namespace NumaProbe.Shared.Tests.Events;

public sealed class SpanBuilderTests
{
    private readonly SpanBuilder _builder = new(SomeTrace.Names);

    [Fact]
    public void Every_wait_and_every_work_of_a_trace_is_a_span()
    {
        Build(SomeTrace.Events).Select(s => s.Kind).ShouldBe(
        [
            SpanKind.Call, SpanKind.Call, SpanKind.QueueWait, SpanKind.LockWait, SpanKind.Call, SpanKind.Probe, SpanKind.Bind, SpanKind.Job,
        ]);
    }

    [Fact]
    public void A_queue_wait_lasts_from_the_queueing_to_the_start_and_names_who_queued() =>
        Only(SpanKind.QueueWait).ShouldBe(new Span(SpanKind.QueueWait, 0, -1, SomeTrace.Worker, 2, 1, 6_000, 56_000, 0, 0));

    [Fact]
    public void A_lock_wait_names_who_held_the_lock() =>
        Only(SpanKind.LockWait).ShouldBe(new Span(SpanKind.LockWait, 0, -1, SomeTrace.Worker, 2, 1, 56_100, 57_000, 0, 0));

    [Fact]
    public void Binding_begins_when_the_probe_returned() =>
        Only(SpanKind.Bind).ShouldBe(new Span(SpanKind.Bind, 0, 0, SomeTrace.Worker, 3, 1, 160_001, 170_000, 0, -1));

    [Fact]
    public void A_work_item_without_a_cookie_waited_as_long_as_it_says()
    {
        var spans = Build([SomeTrace.Event(0, 900, TraceKind.JobStart, SomeTrace.Worker, 2, a: -1, c: 400)]);
        spans.ShouldBe([new Span(SpanKind.QueueWait, -1, -1, SomeTrace.Worker, 2, 1, 500, 900, 0, -1)]);
        spans[0].DurationNs.ShouldBe(400);
    }

    [Fact]
    public void Synchronisations_of_one_thread_may_nest()
    {
        var spans = Build(
        [
            SomeTrace.Event(0, 10, TraceKind.SyncWait, 0, 0),
            SomeTrace.Event(1, 20, TraceKind.SyncWait, 0, 0),
            SomeTrace.Event(2, 30, TraceKind.SyncDone, 0, 0),
            SomeTrace.Event(3, 40, TraceKind.SyncDone, 0, 0),
        ]);
        spans.Select(s => (s.StartNs, s.EndNs)).ShouldBe([(20, 30), (10, 40)]);
    }

    [Fact]
    public void A_device_bound_without_a_probe_has_no_bind_span() =>
        Build([SomeTrace.Event(0, 10, TraceKind.Bound, 0, 0, 0, 0)]).ShouldBeEmpty();

    [Theory]
    [InlineData(TraceKind.LockAcquired)]
    [InlineData(TraceKind.SyncDone)]
    [InlineData(TraceKind.JobEnd)]
    public void An_end_without_a_start_is_no_trace(TraceKind kind)
    {
        var end = SomeTrace.Event(0, 10, kind, 0, 0, 0, 0);
        Should.Throw<TraceException>(() => _builder.Add(end));
    }

    private Span Only(SpanKind kind) => Build(SomeTrace.Events).Single(s => s.Kind == kind);

    private List<Span> Build(IEnumerable<TraceEvent> events) => [.. events.Select(e => _builder.Add(e)).OfType<Span>()];
}
