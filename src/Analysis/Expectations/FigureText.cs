using System.Globalization;
using NumaProbe.Shared.Model;

namespace NumaProbe.Analysis.Expectations;

/// <summary>Figures of a summary for people, in the unit of their subject.</summary>
public static class FigureText
{
    private const double PartsPerPercent = 10_000;

    /// <summary>A figure; <c>none</c> for one that the run does not have.</summary>
    /// <param name="subject">Its name.</param>
    /// <param name="value">A number, a text or null.</param>
    public static string Of(string subject, object? value) => value switch
    {
        null => ExpectationSubjects.Unbound,
        string text => text,
        _ when ExpectationSubjects.UnitOf(subject) == ExpectationUnit.Duration => DurationText.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        double number => number.ToString("0.###", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>How far a run may be from a published figure: <c>5 %</c>.</summary>
    /// <param name="published">The figure.</param>
    public static string Within(PublishedFigure published)
    {
        ArgumentNullException.ThrowIfNull(published);
        return string.Create(CultureInfo.InvariantCulture, $"{published.WithinPerMillion / PartsPerPercent:0.####} %");
    }

    /// <summary>A difference with its sign: <c>+0.4 %</c>; a dash where there is none to tell.</summary>
    /// <param name="percent">Per cent, or null.</param>
    public static string Difference(double? percent) =>
        percent is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:+0.0;-0.0;0.0} %") : "-";

    /// <summary>Whether constants were fitted to a figure, in a word.</summary>
    /// <param name="constants">What they were.</param>
    public static string Constants(FigureConstants constants) => constants == FigureConstants.Fitted ? "fitted" : "predicted";
}
