using System.Text.Json;
using NumaProbe.Analysis.Reports;

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
        writer.WriteObjects("classes", result.Classes, WriteClass);
        writer.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter writer, ClassStability one)
    {
        writer.WriteString("class", one.Class);
        writer.WriteString("decision", JsonNamingPolicy.KebabCaseLower.ConvertName(one.Decision.ToString()));
        writer.WriteNumber("names", one.Names);
        writer.WriteNumber("seeds", one.Seeds);
        writer.WriteNumber("stableSeeds", one.StableSeeds);
        writer.WriteNumber("mappings", one.Mappings);
        writer.WriteObjects("pairs", one.Pairs, WritePair);
        WriteRemedy(writer, one.Remedy);
    }

    private static void WritePair(Utf8JsonWriter writer, SwapPair pair)
    {
        writer.WriteString("first", pair.First);
        writer.WriteString("second", pair.Second);
        writer.WriteNumber("swaps", pair.Swaps);
        writer.WriteNumber("runs", pair.Runs);
    }

    private static void WriteRemedy(Utf8JsonWriter writer, NameRemedy? remedy)
    {
        if (remedy is null)
        {
            writer.WriteNull("remedy");
            return;
        }

        writer.WriteStartObject("remedy");
        writer.WriteTexts("drivers", remedy.Drivers);
        writer.WriteNumber("stableSeeds", remedy.StableSeeds);
        writer.WriteNumber("makespanNs", remedy.MakespanNs);
        writer.WriteNumber("costNs", remedy.CostNs);
        writer.WriteEndObject();
    }
}
