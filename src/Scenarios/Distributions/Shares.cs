using System.Globalization;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Distributions;

/// <summary>Reads and writes shares in per cent, exact to a part in a million: <c>30%</c>, <c>0.5%</c>.</summary>
internal static class Shares
{
    private const int Decimals = 4;
    private const int PartsPerPercent = DurationDistribution.Million / 100;

    /// <summary>Parts per million, or null for a text that is no share.</summary>
    internal static int? Read(string text)
    {
        if (!text.EndsWith('%'))
        {
            return null;
        }

        var number = text.AsSpan(0, text.Length - 1);
        var dot = number.IndexOf('.');
        var whole = dot < 0 ? number : number[..dot];
        var fraction = dot < 0 ? "0" : number[(dot + 1)..];
        if (whole.Length is 0 or > 3 || fraction.Length is 0 or > Decimals || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var parts = (int.Parse(whole, CultureInfo.InvariantCulture) * PartsPerPercent) + int.Parse(fraction.ToString().PadRight(Decimals, '0'), CultureInfo.InvariantCulture);
        return parts <= DurationDistribution.Million ? parts : null;
    }

    /// <summary>The share as files write it.</summary>
    internal static string Format(int partsPerMillion) =>
        ((decimal)partsPerMillion / PartsPerPercent).ToString("0.####", CultureInfo.InvariantCulture) + "%";
}
