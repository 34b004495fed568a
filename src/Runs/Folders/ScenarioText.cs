namespace NumaProbe.Runs.Folders;

/// <summary>The scenario file as run: its bytes and the name it gets in the run folder.</summary>
public sealed record ScenarioText
{
    private ScenarioText(string fileName, ReadOnlyMemory<byte> bytes)
    {
        FileName = fileName;
        Bytes = bytes;
    }

    /// <summary><c>scenario.yaml</c>, or <c>scenario.json</c> for a text that is JSON. Never anything the user typed.</summary>
    public string FileName { get; }

    /// <summary>The bytes as read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The text of a scenario.</summary>
    /// <param name="bytes">The bytes as read; JSON when the first character that is no space opens an object.</param>
    public static ScenarioText Of(ReadOnlyMemory<byte> bytes)
    {
        var start = bytes.Span.TrimStart(" \t\r\n\uFEFF"u8);
        return new ScenarioText(start.StartsWith("{"u8) ? RunFolderFiles.JsonScenario : RunFolderFiles.YamlScenario, bytes);
    }
}
