using System.Globalization;

namespace NumaProbe.Analysis;

/// <summary>Counts for people.</summary>
public static class CountText
{
    /// <summary>For example <c>1 node</c>, <c>2 nodes</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">Of what, in the singular; its plural ends in s.</param>
    public static string Of(long number, string noun) =>
        number.ToString(CultureInfo.InvariantCulture) + " " + noun + (number == 1 ? "" : "s");
}
