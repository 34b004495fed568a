using System.Text.Json;
using NumaProbe.Shared;

namespace NumaProbe.Scenarios.Documents;

/// <summary>
/// Reads JSON into a document tree with the place of every value. Parts of a recording that no scenario is made of
/// (<see cref="Skipped"/>) are checked for syntax but not kept. Never throws for a bad text.
/// </summary>
internal static class JsonDocumentReader
{
    private const int SyntaxDepth = 64;
    private const int LongestReason = 200;

    /// <summary>Top keys of a recording that are jumped over.</summary>
    internal static IReadOnlyList<string> Skipped { get; } = ["recordedRuns", "runs", "invariants"];

    /// <summary>The tree, or null when the text cannot be read at all; problems are reported either way.</summary>
    internal static DocumentNode? Read(ReadOnlySpan<byte> json, ProblemList problems, out int count)
    {
        var builder = new DocumentBuilder(problems, ScenarioLimits.RecordingNodes);
        var place = new BytePlaces(json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = SyntaxDepth });
        try
        {
            while (!builder.Full && reader.Read())
            {
                ReadToken(ref reader, ref place, builder, problems);
            }
        }
        catch (JsonException error)
        {
            problems.Add(place.OfLine(error.LineNumber ?? 0, error.BytePositionInLine ?? 0), "not valid JSON", Reason(error));
            count = builder.Count;
            return null;
        }

        count = builder.Count;
        return builder.Full ? null : builder.Root;
    }

    private static void ReadToken(ref Utf8JsonReader reader, ref BytePlaces place, DocumentBuilder builder, ProblemList problems)
    {
        var mark = place.Of(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                builder.Begin(DocumentNode.Mapping(mark));
                break;
            case JsonTokenType.StartArray:
                builder.Begin(DocumentNode.List(mark));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                builder.End();
                break;
            case JsonTokenType.PropertyName:
                ReadKey(ref reader, mark, builder, problems);
                break;
            case JsonTokenType.String when TextOf(ref reader, mark, problems) is { } text:
                builder.AddScalar(DocumentKind.Text, text, mark);
                break;
            case JsonTokenType.Number:
                builder.AddScalar(DocumentKind.Number, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), mark);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                builder.AddScalar(DocumentKind.Boolean, reader.TokenType == JsonTokenType.True ? "true" : "false", mark);
                break;
            case JsonTokenType.Null:
                builder.AddScalar(DocumentKind.Null, "", mark);
                break;
            default:
                builder.Add(DocumentNode.Broken(mark));
                break;
        }
    }

    private static void ReadKey(ref Utf8JsonReader reader, Mark mark, DocumentBuilder builder, ProblemList problems)
    {
        var key = TextOf(ref reader, mark, problems) ?? string.Create(null, $"\0{mark.Line}:{mark.Column}");
        builder.AddKey(key, mark);
        if (builder.Depth == 1 && Skipped.Contains(key, StringComparer.Ordinal))
        {
            reader.Skip();
            builder.Add(DocumentNode.Broken(mark));
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader, Mark mark, ProblemList problems)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            problems.Add(mark, "text with half a character", "an escape such as \\ud800 needs its second half", "write the character itself");
            return null;
        }
    }

    private static string Reason(JsonException error)
    {
        var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = Quoted.Plain(end > 0 ? error.Message[..end] : error.Message, LongestReason);
        return text.Length > 0 ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : "it cannot be read";
    }
}
