using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Binding;

/// <summary>Reads an expectation that is a published figure: the figure, how near a run must come, who published it, and what its constants are.</summary>
internal static class PublishedBinder
{


    /// <summary>True for the mapping of a published figure, also of one that lacks it.</summary>
    internal static bool IsPublished(Field field) =>
        field.Kind == DocumentKind.Mapping && field.Node!.Entries.Exists(e => ExpectFormat.PublishedKeys.Contains(e.Key, StringComparer.Ordinal));

    /// <summary>The figure, or null with problems.</summary>
    /// <param name="field">The mapping.</param>
    /// <param name="number">Reads a number in the unit of the subject.</param>
    /// <param name="context">Where problems go.</param>
    internal static PublishedFigure? Bind(Field field, Func<Field, double?> number, BindContext context)
    {
        var view = MappingView.Open(field, context.Problems, "a published figure", ExpectFormat.PublishedKeys)!;
        var value = number(view.Required(FileWords.Published));
        var within = context.Quantities.Share(view["within"]) ?? PublishedFigure.DefaultWithinPerMillion;
        var constants = context.Values.Word(view.Required("constants"), FileWords.Constants);
        var source = context.Values.Text(view.Required("source"));
        if (value is 0)
        {
            context.Problems.Add(view[FileWords.Published].Mark, $"'{FileWords.Published}' is 0", "no run comes within a share of nothing", "write the exact value 0, or {max: ...}");
        }

        return value is > 0 && constants is not null && source is not null
            ? new(value.Value, within, (FigureConstants)Array.IndexOf(FileWords.Constants, constants), source)
            : null;
    }
}
