using System.Globalization;
using NumaProbe.Api.Settings;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>
/// The part of a list that a request asks for, or what is wrong with the request. A cursor names the run and the first item: lists are only
/// ever appended to, so pages fit together while the machine changes.
/// </summary>
/// <param name="First">Place of the first item.</param>
/// <param name="Count">Most items.</param>
/// <param name="Wrong">What is wrong; null when nothing is.</param>
internal sealed record Page(int First, int Count, string? Wrong)
{
    /// <summary>Reads the query.</summary>
    internal static Page Of(string? limit, string? cursor, int run, ApiLimits limits)
    {
        var count = limits.PageItems;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count < 1 || count > limits.MaxPageItems))
        {
            return Bad(FormattableString.Invariant($"limit '{PlainText.Of(limit)}' is no number from 1 to {limits.MaxPageItems}"));
        }

        if (cursor is null)
        {
            return new Page(0, count, null);
        }

        var parts = cursor.Split('.');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var cursorRun)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            return Bad($"'{PlainText.Of(cursor)}' is no cursor; take it from the field next of the page before");
        }

        return cursorRun == run
            ? new Page(first, count, null)
            : Bad(FormattableString.Invariant($"the cursor is of run {cursorRun}, and the present run is {run}; begin again without a cursor"));
    }

    /// <summary>The cursor of the page that begins at an item.</summary>
    internal static string Cursor(int run, int first) => string.Create(CultureInfo.InvariantCulture, $"{run}.{first}");

    private static Page Bad(string wrong) => new(0, 0, wrong);
}
