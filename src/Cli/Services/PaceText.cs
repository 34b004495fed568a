using System.Globalization;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Services;

/// <summary>The pace of virtual time as a command line names it: <c>1x</c>, <c>0.5x</c>.</summary>
internal static class PaceText
{
    private const double Slowest = 1e-6;
    private const double Fastest = 1e6;

    /// <summary>Understands a pace, or ends the command.</summary>
    /// <param name="text">The pace, or null for as fast as it goes.</param>
    /// <returns>Virtual nanoseconds for each nanosecond of the wall clock, or null.</returns>
    internal static double? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return text.EndsWith('x')
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pace)
            && pace is >= Slowest and <= Fastest
            ? pace
            : throw new CliFailure(ExitCode.Usage, "--pace takes a factor such as 1x, 0.5x or 100x");
    }
}
