using System.Text.Json.Serialization;
using NumaProbe.Analysis.Reports;

namespace NumaProbe.Api.Records;

/// <summary>What every answer of the API begins with. Fields are only ever added; units are in their names, times are virtual nanoseconds.</summary>
/// <param name="Kind">What sort of document it is.</param>
public abstract record ApiDocument([property: JsonPropertyOrder(-1)] string Kind)
{
    /// <summary>Version of the documents.</summary>
    [JsonPropertyOrder(-2)]
    public string ApiVersion { get; } = SummaryJson.ApiVersion;
}
