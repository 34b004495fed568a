using System.Text.Json;
using NumaProbe.Analysis.Agreement;
using NumaProbe.Cli.Verify;

namespace NumaProbe.Cli.Tests.Verify;

public sealed class VerifyOutputTests
{
    private static readonly VerifyOutcome[] Outcomes =
    [
        new("good.json", "v6.1", 1, new AgreementReport("good", [], [], 12, 8, CountsTimes: true), null, 0),
        new("bad.json", "v6.12", 7, new AgreementReport(
            "bad",
            [new Disagreement(AgreementRule.Overlap, "p while q", "both at once", "p took 1.000 ms to 2.000 ms", "finding 11: all at once")],
            [new TimeOutlier("p", "end", new RecordedRange(1, 2, 3), 90_000.5), new TimeOutlier("q", "start", new RecordedRange(1, 2, 3), null)],
            30, 4, CountsTimes: true), null, 1),
        VerifyOutcome.Invalid("broken.json", "broken.json:1:1: not a recording"),
    ];

    [Fact]
    public void Text_has_a_line_for_each_recording_its_disagreements_and_a_total()
    {
        using var writer = new StringWriter();
        Write(new VerifyText(writer));

        writer.ToString().ShouldBe("""
            agrees     good  v6.1, seed 1, 12 checks, times 8/8  good.json
            DISAGREES  bad  v6.12, seed 7, 30 checks, times 2/4  bad.json
              overlap: p while q
                recorded:   both at once
                this run:   p took 1.000 ms to 2.000 ms
                decided by: finding 11: all at once
            1 of 3 recordings agree, 1 disagree, 1 could not be verified; 83.3 % of times within bounds (10/12)

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Json_holds_the_same_with_units_in_names()
    {
        using var writer = new StringWriter();
        Write(new VerifyJson(writer));
        using var json = JsonDocument.Parse(writer.ToString());
        var root = json.RootElement;

        root.GetProperty("kind").GetString().ShouldBe("Verification");
        root.GetProperty("total").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldBe(
            """{"recordings":3,"agreeing":1,"disagreeing":1,"notVerified":1,"times":12,"timesWithin":10,"timesWithinShare":0.833333}""");
        var bad = root.GetProperty("recordings")[1];
        bad.GetProperty("agrees").GetBoolean().ShouldBeFalse();
        bad.GetProperty("disagreements")[0].GetProperty("rule").GetString().ShouldBe("overlap");
        bad.GetProperty("times").GetProperty("outside")[0].GetProperty("runUs").GetDouble().ShouldBe(90_000.5);
        bad.GetProperty("times").GetProperty("outside")[1].GetProperty("runUs").ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("recordings")[2].GetProperty("problem").GetString().ShouldBe("broken.json:1:1: not a recording");
    }

    private static void Write(IVerifyOutput output)
    {
        foreach (var outcome in Outcomes)
        {
            output.Add(outcome);
        }

        output.Finish();
    }
}
