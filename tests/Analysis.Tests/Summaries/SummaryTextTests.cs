using System.Text;
using System.Text.Json;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Reports;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Tests.Summaries;

public sealed class SummaryTextTests
{
    [Fact]
    public void The_summary_of_a_good_run_reads_like_this()
    {
        var summary = new Story().Added(0, 'a', 0).Added(0, 'b', 1)
            .At(10, TraceKind.LockWait, 3, 0, 'a', a: 0).At(1_210, TraceKind.LockAcquired, 3, 0, 'a')
            .Probe(2_000, 12_000, 'a', 0).Probe(2_000, 9_000, 'b', 0, -5)
            .At(12_000, TraceKind.ProbeCost, 0, 0, 'a', 0, a: 9_000_000, b: 1_000_000, d: 300)
            .Final('a', bound: true).Final('b', bound: false).End();

        string.Join('\n', SummaryText.Lines(summary, [], "runs/story")).ShouldBe(
            """
            run         story, kernel v6.12, seed 7, id 0123456789abcdef
            machine     2 nodes, 4 devices, 1 driver
            devices     1 bound, 0 deferred, 1 failed
            makespan    9.000 ms for 2 probes, at most 1 probe at once
            waiting     10.200 ms (hardware 9.000 ms, sharing 0 ns, locks 1.200 ms, queues 0 ns) against 1.000 ms working
            on node     50.0 % of the probes of devices with a node; remote memory cost 300 ns
            long waits  1.200 ms from 10.000 µs: thread 3 waited for the lock of a, held by thread 0
            written to  runs/story   next: numaprobe trace runs/story
            """);
    }

    [Fact]
    public void The_summary_of_the_worst_run_has_twelve_lines()
    {
        var lines = SummaryText.Lines(Worst(), Verdicts(9), "runs/x");
        lines.Count.ShouldBe(SummaryText.MaxLines);
        lines[9].ShouldBe("findings    hang: stuck; blocked: thread 0 waits for ever in wait_for_device_probe(); blocked: thread 1 waits for ever in wait_for_device_probe(); and 1 more");
        lines[10].ShouldBe("expected    NOT MET: no 0; no 1; no 2; and 6 more");
    }

    [Fact]
    public void A_text_from_a_file_cannot_break_out_of_its_line()
    {
        var summary = new Story().End(RunStatus.Failed, "one\ntwo\u001b[2J");
        SummaryText.Lines(summary, [], null).ShouldAllBe(l => !l.Any(char.IsControl));
    }

    [Fact]
    public void The_json_form_has_a_kind_and_units_in_its_names()
    {
        using var json = Json(Worst(), Verdicts(1), "runs/x");
        var root = json.RootElement;
        root.GetProperty("apiVersion").GetString().ShouldBe("numaprobe/v1");
        root.GetProperty("kind").GetString().ShouldBe("RunSummary");
        root.GetProperty("status").GetString().ShouldBe("hung");
        root.GetProperty("makespanNs").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("times").GetProperty("lockNs").GetInt64().ShouldBe(90_000);
        root.GetProperty("longestWaits").GetArrayLength().ShouldBe(3);
        root.GetProperty("findings").GetArrayLength().ShouldBe(4);
        root.GetProperty("expectations")[0].GetProperty("holds").GetBoolean().ShouldBeFalse();
        root.GetProperty("folder").GetString().ShouldBe("runs/x");
    }

    [Fact]
    public void Published_figures_are_shown_beside_those_of_the_run()
    {
        var lines = SummaryText.Lines(Quick(), Published(2), null);

        lines[^3].ShouldBe("published   makespan 10.500 ms, here 10.000 ms: -4.8 %, fitted; paper 0");
        lines[^2].ShouldBe("            makespan 10.500 ms, here 10.000 ms: -4.8 %, fitted; paper 1");
        lines[^1].ShouldBe("expected    all 2 hold");
    }

    [Fact]
    public void Only_so_many_published_figures_are_shown()
    {
        var lines = SummaryText.Lines(Quick(), Published(SummaryText.MostPublished + 2), null);

        lines.Count(l => l.Contains("paper", StringComparison.Ordinal)).ShouldBe(SummaryText.MostPublished);
        lines[^2].ShouldBe("            and 2 more");
    }

    [Fact]
    public void The_json_form_has_published_figures_with_their_unit_and_difference()
    {
        using var json = Json(Quick(), Published(1), "runs/x");

        var figure = json.RootElement.GetProperty("published").EnumerateArray().ShouldHaveSingleItem();
        figure.GetProperty("subject").GetString().ShouldBe("makespan");
        figure.GetProperty("unit").GetString().ShouldBe("ns");
        figure.GetProperty("published").GetInt64().ShouldBe(10_500_000);
        figure.GetProperty("here").GetInt64().ShouldBe(10_000_000);
        figure.GetProperty("differencePercent").GetDecimal().ShouldBe(-4.762m);
        figure.GetProperty("withinPercent").GetDecimal().ShouldBe(5m);
        figure.GetProperty("constants").GetString().ShouldBe("fitted");
        figure.GetProperty("source").GetString().ShouldBe("paper 0");
    }

    [Fact]
    public void Without_published_figures_nothing_is_said_of_them()
    {
        using var json = Json(Quick(), Verdicts(1), "runs/x");

        json.RootElement.TryGetProperty("published", out _).ShouldBeFalse();
        SummaryText.Lines(Quick(), Verdicts(1), null).ShouldAllBe(l => !l.StartsWith("published", StringComparison.Ordinal));
    }

    private static RunSummary Quick() => new Story().Added(0, 'a', 0).Probe(0, 10_000, 'a', 0).Final('a', bound: true).End();

    private static IReadOnlyList<ExpectationVerdict> Published(int count) => ExpectationChecker.Check(
        Enumerable.Range(0, count).Select(i => Expectation.OfPublished("makespan", new(10_500_000, 50_000, FigureConstants.Fitted, $"paper {i}"))), Quick());

    private static JsonDocument Json(RunSummary summary, IReadOnlyList<ExpectationVerdict> verdicts, string folder)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            SummaryJson.Write(writer, summary, verdicts, folder);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static List<ExpectationVerdict> Verdicts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new ExpectationVerdict(new Expectation("bound", 1, 1, null), Holds: false, $"no {i}"))];

    private static RunSummary Worst()
    {
        var story = new Story();
        for (var thread = 0; thread < 3; thread++)
        {
            story.At(0, TraceKind.LockWait, thread, 0, 'a', a: 7).At(30, TraceKind.LockAcquired, thread, 0, 'a').At(40, TraceKind.Blocked, thread);
        }

        return story.End(RunStatus.Hung, "stuck");
    }
}
