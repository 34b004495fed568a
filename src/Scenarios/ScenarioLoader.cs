using System.Text;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Recordings;
using NumaProbe.Shared;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios;

/// <summary>
/// Loads scenario files (YAML, or JSON of the same shape) and recordings (JSON, schema <c>probe-oracle/1</c>) into valid
/// scenarios. Reports every problem of a file with its position; never throws for a bad file and never guesses.
/// </summary>
public static class ScenarioLoader
{
    /// <summary>Loads a file.</summary>
    /// <param name="path">Path as the user typed it; problems name it so.</param>
    public static ScenarioLoadResult Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var problems = new ProblemList(Quoted.Plain(path, int.MaxValue));
        var bytes = ScenarioFile.Read(path, problems);
        return bytes is null ? Result(null, problems) : LoadBytes(bytes, path, problems);
    }

    /// <summary>Loads the bytes of a file that was read already.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="fileName">What problems call the file; a name in <c>.json</c> says that it is JSON.</param>
    public static ScenarioLoadResult LoadBytes(byte[] bytes, string fileName)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(fileName);
        return LoadBytes(bytes, fileName, new ProblemList(Quoted.Plain(fileName, int.MaxValue)));
    }

    private static ScenarioLoadResult LoadBytes(byte[] bytes, string fileName, ProblemList problems)
    {
        if (bytes.Length > ScenarioLimits.RecordingBytes)
        {
            ScenarioFile.ReportSize(ScenarioLimits.RecordingBytes, problems);
            return Result(null, problems);
        }

        if (!SourceText.Accept(bytes, problems, out var text))
        {
            return Result(null, problems);
        }

        var isJson = fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        var root = isJson || LooksLikeJson(text) ? ReadJson(text, isJson, problems) : ReadYaml(text, problems);
        if (root is null && problems.Count == 0)
        {
            problems.Add(default, "cannot be read", "there is nothing in it that a scenario could be");
        }

        return Result(root is null ? null : ScenarioReader.Read(root, problems), problems);
    }

    /// <summary>Reads JSON; a text that only looked like it is read as YAML, which has flow mappings of the same look.</summary>
    private static DocumentNode? ReadJson(ReadOnlySpan<byte> text, bool isJson, ProblemList problems)
    {
        var attempt = isJson ? problems : new ProblemList(problems.File);
        var root = JsonDocumentReader.Read(text, attempt, out var count);
        if (root is null && !isJson)
        {
            return ReadYaml(text, problems);
        }

        problems.Take(attempt);
        if (root?.Find("schema") is not null)
        {
            return new RecordingTranslator(problems).Translate(root);
        }

        if (root is not null && text.Length > ScenarioLimits.FileBytes)
        {
            ScenarioFile.ReportSize(ScenarioLimits.FileBytes, problems);
            return null;
        }

        if (root is not null && count > ScenarioLimits.DocumentNodes)
        {
            problems.Add(default, "too many values", $"a file may have {ScenarioLimits.DocumentNodes} keys and values", "write series as templates, for example nvme{0..999}");
            return null;
        }

        return root;
    }

    private static DocumentNode? ReadYaml(ReadOnlySpan<byte> text, ProblemList problems)
    {
        if (text.Length > ScenarioLimits.FileBytes)
        {
            ScenarioFile.ReportSize(ScenarioLimits.FileBytes, problems);
            return null;
        }

        return YamlDocumentReader.Read(Encoding.UTF8.GetString(text), problems);
    }

    internal static bool LooksLikeJson(ReadOnlySpan<byte> text)
    {
        var start = text.TrimStart(" \t\r\n"u8);
        return start.StartsWith("{"u8) && start[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..];
    }

    private static ScenarioLoadResult Result(Scenario? scenario, ProblemList problems) =>
        new(problems.Count > 0 ? null : scenario, problems.Sorted(), problems.Count);
}
