using System.Text.Json;
using NumaProbe.Analysis.Summaries;

namespace NumaProbe.Analysis.Names;

/// <summary>The stability of names for programs. Fields are only ever added; units are in the names.</summary>
public static class NamesJson
{
    /// <summary>Writes a study as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="result">The study.</param>
    public static void Write(Utf8JsonWriter writer, NameStudyResult result)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(result);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", SummaryJson.ApiVersion);
        writer.WriteString("kind", "NameStability");
        writer.WriteString("name", result.Scenario);
        writer.WriteString("generation", result.Generation);
        writer.WriteNumber("firstSeed", result.FirstSeed);
        writer.WriteNumber("lastSeed", result.LastSeed);
        writer.WriteNumber("makespanNs", result.MakespanNs);
        writer.WriteBoolean("dependsOnSeed", result.DependsOnSeed);
        writer.WriteNumber("incomplete", result.Incomplete);
        writer.WriteStartArray("classes");
        foreach (var one in result.Classes)
        {
            WriteClass(writer, one);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter writer, ClassStability one)
    {
        writer.WriteStartObject();
        writer.WriteString("class", one.Class);
        writer.WriteString("decision", JsonNamingPolicy.KebabCaseLower.ConvertName(one.Decision.ToString()));
        writer.WriteNumber("names", one.Names);
        writer.WriteNumber("seeds", one.Seeds);
        writer.WriteNumber("stableSeeds", one.StableSeeds);
        writer.WriteNumber("mappings", one.Mappings);
        writer.WriteStartArray("pairs");
        foreach (var pair in one.Pairs)
        {
            writer.WriteStartObject();
            writer.WriteString("first", pair.First);
            writer.WriteString("second", pair.Second);
            writer.WriteNumber("swaps", pair.Swaps);
            writer.WriteNumber("runs", pair.Runs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteRemedy(writer, one.Remedy);
        writer.WriteEndObject();
    }

    private static void WriteRemedy(Utf8JsonWriter writer, NameRemedy? remedy)
    {
        if (remedy is null)
        {
            writer.WriteNull("remedy");
            return;
        }

        writer.WriteStartObject("remedy");
        writer.WriteStartArray("drivers");
        foreach (var driver in remedy.Drivers)
        {
            writer.WriteStringValue(driver);
        }

        writer.WriteEndArray();
        writer.WriteNumber("stableSeeds", remedy.StableSeeds);
        writer.WriteNumber("makespanNs", remedy.MakespanNs);
        writer.WriteNumber("costNs", remedy.CostNs);
        writer.WriteEndObject();
    }
}
