using System.Text.Encodings.Web;
using System.Text.Json;
using NumaProbe.Analysis;
using NumaProbe.Analysis.Agreement;

namespace NumaProbe.Cli.Verify;

/// <summary>Outcomes for programs: one JSON object, written whole at the end.</summary>
/// <param name="output">Standard output.</param>
internal sealed class VerifyJson(TextWriter output) : IVerifyOutput
{
    private readonly List<VerifyOutcome> _outcomes = [];

    /// <inheritdoc/>
    public void Add(VerifyOutcome outcome) => _outcomes.Add(outcome);

    /// <inheritdoc/>
    public void Finish()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", "numaprobe/v1");
            json.WriteString("kind", "Verification");
            json.WriteObjects("recordings", _outcomes, WriteOutcome);
            WriteTotal(json);
            json.WriteEndObject();
        }

        output.Write(System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n");
        output.Flush();
    }

    private static void WriteOutcome(Utf8JsonWriter json, VerifyOutcome outcome)
    {
        json.WriteString("file", outcome.File);
        if (outcome.Report is { } report)
        {
            json.WriteString("name", report.Recording);
            json.WriteString("generation", outcome.Generation);
            json.WriteNumber("seed", outcome.Seed);
            json.WriteBoolean("agrees", report.Agrees);
            json.WriteNumber("checks", report.Checks);
            WriteDisagreements(json, report);
            WriteTimes(json, report);
        }

        json.WriteString("problem", outcome.Problem);
    }

    private static void WriteDisagreements(Utf8JsonWriter json, AgreementReport report)
    {
        json.WriteObjects("disagreements", report.Disagreements, static (json, disagreement) =>
        {
            json.WriteString("rule", VerifyText.RuleName(disagreement.Rule));
            json.WriteString("what", disagreement.What);
            json.WriteString("recorded", disagreement.Recorded);
            json.WriteString("run", disagreement.Run);
            json.WriteString("decidedBy", disagreement.DecidedBy);
        });
    }

    private static void WriteTimes(Utf8JsonWriter json, AgreementReport report)
    {
        json.WriteStartObject("times");
        json.WriteNumber("compared", report.Times);
        json.WriteNumber("within", report.TimesWithin);
        json.WriteBoolean("counted", report.CountsTimes);
        json.WriteObjects("outside", report.Outliers, static (json, outlier) =>
        {
            json.WriteString("interval", outlier.Interval);
            json.WriteString("edge", outlier.Edge);
            json.WriteNumber("recordedMinUs", outlier.Recorded.MinimumUs);
            json.WriteNumber("recordedMedianUs", outlier.Recorded.MedianUs);
            json.WriteNumber("recordedMaxUs", outlier.Recorded.MaximumUs);
            WriteNumberOrNull(json, "runUs", outlier.RunUs);
        });
        json.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteTotal(Utf8JsonWriter json)
    {
        var total = AgreementTotal.Of(_outcomes.Select(static o => o.Report).OfType<AgreementReport>());
        json.WriteStartObject("total");
        json.WriteNumber("recordings", _outcomes.Count);
        json.WriteNumber("agreeing", total.Agreeing);
        json.WriteNumber("disagreeing", total.Recordings - total.Agreeing);
        json.WriteNumber("notVerified", _outcomes.Count - total.Recordings);
        json.WriteNumber("times", total.Times);
        json.WriteNumber("timesWithin", total.TimesWithin);
        json.WriteNumber("timesWithinShare", Math.Round(total.Share, 6));
        json.WriteEndObject();
    }
}
