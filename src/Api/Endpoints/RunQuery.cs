using System.Globalization;
using Microsoft.AspNetCore.Http;
using NumaProbe.Api.Problems;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>Reads the query of a request that brings its scenario as a file.</summary>
internal static class RunQuery
{
    /// <summary>What to say about a pace that is none.</summary>
    internal const string PaceHint = "pace must be a number above 0 and at most 1000000: virtual nanoseconds for each nanosecond of the wall clock";

    private const double MaxPace = 1e6;

    internal static bool IsPace(double pace) => pace is > 0 and <= MaxPace;

    internal static (StartRequest? Start, IResult? Refusal) Read(
        byte[] body, string fileName, string? generation, string? seed, string? pace, string? staysOpen, string? key)
    {
        ulong? readSeed = null;
        if (seed is not null)
        {
            if (!ulong.TryParse(seed, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return Refuse($"seed '{PlainText.Of(seed)}' is no number from 0 to {ulong.MaxValue}");
            }

            readSeed = number;
        }

        double? readPace = null;
        if (pace is not null)
        {
            if (!double.TryParse(pace, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !IsPace(number))
            {
                return Refuse(PaceHint);
            }

            readPace = number;
        }

        var isOpen = false;
        return staysOpen is null || bool.TryParse(staysOpen, out isOpen)
            ? (new StartRequest(body, fileName, generation, readSeed, readPace, isOpen, key), null)
            : Refuse("staysOpen must be true or false");
    }

    private static (StartRequest?, IResult?) Refuse(string detail) => (null, Problem.InvalidRequest(detail));
}
