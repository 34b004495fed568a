using System.Text.Json;
using NumaProbe.Analysis.Expectations;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Reports;

/// <summary>The published figures of a scenario beside those of its run, for programs. Fields are only ever added; <c>unit</c> is that of both figures.</summary>
internal static class PublishedJson
{
    private const decimal PartsPerPercent = 10_000;
    private const int Decimals = 3;

    /// <summary>Writes the property <c>published</c>, where the scenario has such figures.</summary>
    /// <param name="writer">Where to, inside an object.</param>
    /// <param name="verdicts">What became of the scenario's expectations.</param>
    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<ExpectationVerdict> verdicts)
    {
        var figures = verdicts.Where(v => v.Expectation.Published is not null).ToList();
        if (figures.Count > 0)
        {
            writer.WriteObjects("published", figures, static (writer, figure) => WriteFigure(writer, figure, figure.Expectation.Published!));
        }
    }

    private static void WriteFigure(Utf8JsonWriter writer, ExpectationVerdict figure, PublishedFigure published)
    {
        writer.WriteString("subject", figure.Expectation.Subject);
        writer.WriteString("unit", ExpectationSubjects.UnitOf(figure.Expectation.Subject) switch
        {
            ExpectationUnit.Duration => "ns",
            ExpectationUnit.Percent => "percent",
            _ => "count",
        });
        writer.WriteOptional("published", (decimal)published.Value);
        writer.WriteOptional("here", Rounded(figure.Actual));
        writer.WriteOptional("differencePercent", Rounded(figure.DifferencePercent));
        writer.WriteNumber("withinPercent", published.WithinPerMillion / PartsPerPercent);
        writer.WriteBoolean("holds", figure.Holds);
        writer.WriteString("constants", FigureText.Constants(published.Constants));
        writer.WriteString("source", published.Source);
    }

    private static decimal? Rounded(double? value) => value is { } number ? Math.Round((decimal)number, Decimals) : null;
}
