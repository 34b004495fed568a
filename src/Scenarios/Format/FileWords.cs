using System.Text.Json;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Format;

/// <summary>The words of enums that more than one section has. Each list is in the order of its enum.</summary>
internal static class FileWords
{
    /// <summary>The spellings of <c>enum probe_type</c>: the kernel's, and the short ones of the recordings.</summary>
    internal static readonly string[] ProbeTypes =
        ["PROBE_DEFAULT_STRATEGY", "PROBE_PREFER_ASYNCHRONOUS", "PROBE_FORCE_SYNCHRONOUS", "default", "async", "sync"];

    /// <summary>Where a number of a naming class comes from.</summary>
    internal static readonly string[] IndexSources = [.. Enum.GetValues<IndexSource>().Select(Of)];

    /// <summary>When it is taken.</summary>
    internal static readonly string[] IndexTimes = [.. Enum.GetValues<IndexTime>().Select(Of)];

    /// <summary>The spelling of a source.</summary>
    internal static string Of(IndexSource source) => JsonNamingPolicy.SnakeCaseLower.ConvertName(source.ToString());

    /// <summary>The spelling of a time.</summary>
    internal static string Of(IndexTime time) => JsonNamingPolicy.SnakeCaseLower.ConvertName(time.ToString());
}
