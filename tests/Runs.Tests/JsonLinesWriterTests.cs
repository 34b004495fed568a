using System.Globalization;
using System.Text;
using NumaProbe.Runs.Json;
using NumaProbe.Shared.Events.Records;
using NumaProbe.Shared.Tests.Events;

namespace NumaProbe.Runs.Tests;

public sealed class JsonLinesWriterTests
{
    [Fact]
    public void A_trace_is_a_header_then_events_with_the_records_where_they_complete()
    {
        var lines = Lines(Write(null));
        lines[0].ShouldBe(
            """{"type":"header","schema":"numaprobe-trace/1","name":"two-nodes","generation":"v6.12","seed":7,"runId":"RUN","toolVersion":"0.1.0"}"""
                .Replace("RUN", SomeTrace.Header.RunId, StringComparison.Ordinal));
        lines[1].ShouldBe(
            """{"type":"event","name":"call_start","timeNs":1000,"partition":1,"sequence":0,"thread":0,"cpu":0,"node":0,"event":0,"operation":"driver_register","inProbe":null}""");
        lines[4].ShouldBe(
            """{"type":"call","event":0,"op":"driver_register","target":"drv","thread":0,"startUs":1,"endUs":3,"startNs":1000,"endNs":3500,"startCpu":0,"startNode":0,"endCpu":0,"endNode":0,"result":0}""");
        lines[^1].ShouldBe("""{"type":"deferred","devices":["m.1"]}""");
        lines.Count.ShouldBe(1 + SomeTrace.Events.Length + 8 + 1);
    }

    [Theory]
    [InlineData("async_scheduled", """{"type":"event","name":"async_scheduled","timeNs":6000,"partition":1,"sequence":5,"thread":0,"cpu":0,"node":0,"device":"d0","cookie":1,"side":"device","targetNode":1,"chosenCpu":2,"pool":1}""")]
    [InlineData("lock_wait", """{"type":"event","name":"lock_wait","timeNs":56100,"partition":2,"sequence":8,"thread":"kworker/u1:3","cpu":2,"node":1,"device":"d0","holder":0}""")]
    [InlineData("device_added", """{"type":"event","name":"device_added","timeNs":5000,"partition":1,"sequence":4,"thread":0,"cpu":0,"node":0,"device":"d0","numaNode":1,"parent":null}""")]
    [InlineData("final_deferred", """{"type":"event","name":"final_deferred","timeNs":190000,"partition":0,"sequence":19,"device":"d1"}""")]
    public void An_event_leaves_out_what_it_has_not_and_spells_its_arguments(string name, string expected) =>
        Lines(Write(null)).Single(l => l.Contains($"\"name\":\"{name}\"", StringComparison.Ordinal)).ShouldBe(expected);

    [Theory]
    [InlineData("probe", """{"type":"probe","device":"d0","driver":"drv","thread":"kworker/u1:3","startUs":58,"endUs":160,"startNs":58999,"endNs":160001,"startCpu":2,"startNode":1,"endCpu":3,"endNode":1,"result":0,"isAsync":true,"how":"async","instance":0,"completionIndex":0}""")]
    [InlineData("notify", """{"type":"notify","what":"add_device","device":"d0","startUs":5,"startNs":5000}""")]
    [InlineData("final", """{"type":"final","device":"d0","node":1,"present":true,"boundTo":"drv"}""")]
    public void A_record_has_the_fields_of_the_recordings(string type, string expected) =>
        Lines(Write(null)).First(l => l.StartsWith($"{{\"type\":\"{type}\"", StringComparison.Ordinal)).ShouldBe(expected);

    [Fact]
    public void A_call_inside_a_probe_names_its_ordinal_and_its_worker() =>
        Lines(Write(null)).Single(l => l.StartsWith("{\"type\":\"call\",\"inProbe\"", StringComparison.Ordinal)).ShouldBe(
            """{"type":"call","inProbe":0,"op":"attach","target":"d1","thread":"kworker/u1:3","startUs":59,"endUs":60,"startNs":59000,"endNs":60000,"startCpu":2,"startNode":1,"endCpu":3,"endNode":1,"result":-22}""");

    [Fact]
    public void The_bytes_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "~";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            var expected = Write(null);
            CultureInfo.CurrentCulture = odd;
            Write(null).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Every_line_ends_with_a_line_feed_and_no_byte_order_mark_comes_first()
    {
        var bytes = Write(null);
        bytes[0].ShouldBe((byte)'{');
        bytes[^1].ShouldBe((byte)'\n');
        bytes.ShouldNotContain((byte)'\r');
    }

    [Fact]
    public void A_filter_by_node_keeps_the_events_of_its_cpus_and_the_records_there()
    {
        var lines = Lines(Write(new TraceFilter(1, null)));
        lines.Count(l => l.StartsWith("{\"type\":\"event\"", StringComparison.Ordinal)).ShouldBe(12);
        Types(lines).ShouldBe(["header", "call", "probe", "notify", "final", "final", "deferred"]);
    }

    [Fact]
    public void A_filter_by_device_keeps_what_names_the_device()
    {
        var lines = Lines(Write(new TraceFilter(null, 1)));
        Types(lines).ShouldBe(["header", "call", "final", "deferred"]);
        lines.Count(l => l.Contains("\"type\":\"event\"", StringComparison.Ordinal)).ShouldBe(2);
        Lines(Write(new TraceFilter(null, 0)))[^1].ShouldBe("""{"type":"deferred","devices":[]}""");
    }

    private static List<string> Types(IEnumerable<string> lines) =>
        [.. lines.Select(l => l.Split('"')[3]).Where(type => !string.Equals(type, "event", StringComparison.Ordinal))];

    private static List<string> Lines(byte[] bytes) =>
        [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static byte[] Write(TraceFilter? filter)
    {
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, SomeTrace.Header, SomeTrace.Names, filter);
        foreach (var traceEvent in SomeTrace.Events)
        {
            writer.Write(traceEvent);
        }

        writer.Finish();
        return stream.ToArray();
    }
}
